import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('..', import.meta.url))

const CONTRACT = ['tests/contract/**/*.spec.ts']
const CENTRAL = ['wrong-inputs', 'streams', 'receipt'].map(name => `tests/contract/${name}.spec.ts`)

export default defineConfig({
  root,
  resolve: { alias: { '@': root.replace(/\/$/, '') } },
  test: {
    // One less than there are, by default.
    maxWorkers: '100%',
    testTimeout: 30_000,
    hookTimeout: 120_000,
    projects: [
      { extends: true, test: { name: 'front', include: ['tests/unit/**/*.spec.ts', 'tests/contract/**/*.spec.ts'] } },
      // The same through Next's route handlers, which serve on Vercel.
      {
        extends: true,
        test: { name: 'next', include: Number(process.env.THOROUGH ?? 0.1) < 1 ? CENTRAL : CONTRACT, env: { DOOR: 'next' } },
      },
    ],
  },
})
