import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('..', import.meta.url))

export default defineConfig({
  root,
  resolve: { alias: { '@': root.replace(/\/$/, '') } },
  test: {
    include: ['tests/unit/**/*.spec.ts', 'tests/contract/**/*.spec.ts'],
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
})
