export default {
  input: '../../openapi.yaml',
  output: { path: 'src/client', importFileExtension: '.js' }
}
