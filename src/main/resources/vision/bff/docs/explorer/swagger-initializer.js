window.ui = SwaggerUIBundle({
  url: '../v3/api-docs',
  dom_id: '#swagger-ui',
  layout: 'BaseLayout',
  deepLinking: true,
  defaultModelsExpandDepth: -1,
  displayRequestDuration: true,
  persistAuthorization: false,
  validatorUrl: null
})
