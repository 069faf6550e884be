// Makes src/schema.d.ts of the contract. A file is a Blob, which openapi-typescript has to be told.
import { writeFileSync } from 'node:fs'
import openapiTS, { astToString } from 'openapi-typescript'
import ts from 'typescript'

const blob = ts.factory.createTypeReferenceNode('Blob')
const types = await openapiTS(new URL('../../openapi.yaml', import.meta.url), {
  transform: (schema) => (schema.format === 'binary' ? blob : undefined)
})
writeFileSync(new URL('src/schema.d.ts', import.meta.url), astToString(types))
