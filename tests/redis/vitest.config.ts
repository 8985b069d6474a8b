import { defineConfig } from 'vitest/config'
import shared from '../vitest.config'

const { projects: _, ...settings } = shared.test!

/** What needs redis-server on this machine. */
export default defineConfig({ ...shared, test: { ...settings, include: ['tests/redis/**/*.spec.ts'] } })
