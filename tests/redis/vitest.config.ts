import { defineConfig } from 'vitest/config'
import shared from '../vitest.config'

/** What needs redis-server on this machine. */
export default defineConfig({ ...shared, test: { ...shared.test, include: ['tests/redis/**/*.spec.ts'] } })
