import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const sheets = ['app', 'components'].flatMap(folder =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.css'))
    .map(name => join(folder, name)),
)

/** With `:has()` anywhere, every key and every token makes the browser look through the whole page for what it could mean. */
it.each(sheets)('%s asks no element what it holds', sheet => {
  expect(readFileSync(join(root, sheet), 'utf8')).not.toContain(':has(')
})
