import { defineConfig } from '@hey-api/openapi-ts'

// Rules of forms (length, pattern, enumeration) from the same document; zod only, nothing else is generated here.
export default defineConfig({
  input: '../openapi/openapi.json',
  output: { path: process.env['GEN_ZOD_DIR'] ?? '.gen/zod', clean: true },
  parser: {
    patch: {
      // int64 would become bigint, which JSON cannot hold; every amount fits into a number (below 2^53)
      input: (document) => dropFormat(document),
    },
  },
  plugins: [{ name: 'zod', definitions: true, requests: false, responses: false }],
})

function dropFormat(node: unknown): void {
  if (Array.isArray(node)) {
    node.forEach(dropFormat)
    return
  }
  if (node && typeof node === 'object') {
    const schema = node as Record<string, unknown>
    if (schema['format'] === 'int64' || schema['format'] === 'int32') {
      delete schema['format']
    }
    Object.values(schema).forEach(dropFormat)
  }
}
