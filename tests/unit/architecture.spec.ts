import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'oxc-parser'
import { describe, expect, it } from 'vitest'

/** What a layer may import besides itself; `types of` a layer disappears when the code is built. */
const MAY_IMPORT: Record<string, string> = {
  'lib/util': '',
  'lib/chat': 'lib/util',
  'lib/wires': 'lib/chat, lib/util',
  'lib/params': 'lib/chat, lib/util, types of lib/wires',
  'lib/models': 'lib/chat, lib/util',
  'lib/prices': 'lib/chat, lib/util',
  'lib/routing': 'lib/chat, lib/util',
  'lib/sandbox': 'lib/chat, lib/util, types of lib/wires',
  'lib/egress': 'lib/util',
  'lib/store': 'lib/util',
  'lib/providers': 'lib/wires, lib/params, lib/models, types of lib/routing, lib/sandbox, lib/chat, lib/util',
  'lib/gateway':
    'lib/chat, lib/wires, lib/params, lib/models, lib/prices, lib/routing, lib/sandbox, lib/egress, lib/store, lib/providers, lib/util, package.json',
  'lib/assist': 'lib/gateway, lib/chat, lib/util',
  'lib/server': 'lib/gateway, lib/store, lib/assist, lib/wires, lib/chat, lib/util',
  'lib/playground': 'lib/chat, lib/params, lib/models, lib/util',
  components: 'lib/playground, lib/chat, lib/params, lib/models, lib/util',
  'app/v1': 'lib/gateway, lib/store, lib/assist, lib/wires',
  'app/api': 'lib/gateway, lib/store, lib/assist, lib/wires',
  'app/chat': 'app/v1, lib/gateway',
  'app/healthz': 'lib/gateway, lib/store',
  'app/docs': 'lib/params, lib/models, lib/providers, lib/wires, lib/gateway, lib/playground, lib/chat, lib/util, components',
  app: 'components, lib/playground',
  'proxy.ts': '',
  'instrumentation.ts': 'lib/server',
}

/** What only some layers may import of the packages, and of Node. */
const KEPT_TO: Record<string, string[]> = {
  undici: ['lib/egress'],
  next: ['app', 'app/v1', 'app/docs', 'components', 'lib/server', 'proxy.ts'],
  react: ['app', 'app/docs', 'components', 'lib/playground'],
  zustand: ['lib/playground'],
  '@pydantic/genai-prices': ['lib/prices'],
  ai: ['lib/assist'],
  '@opentelemetry': ['lib/gateway', 'lib/server'],
  '@vercel/otel': ['lib/server'],
  // The browser loads the rest.
  'node:': ['lib/egress', 'lib/store', 'lib/gateway', 'lib/providers', 'lib/server', 'lib/sandbox', 'lib/prices'],
}

const root = fileURLToPath(new URL('../..', import.meta.url))
const files = [...['app', 'components', 'lib'].flatMap(list), 'proxy.ts', 'instrumentation.ts']

describe('who imports whom', () => {
  it.each(files)('%s', file => {
    const layer = layerOf(file)
    expect(layer, `${file} belongs to no layer of the table`).toBeDefined()
    const wrong = importsOf(file, readFileSync(join(root, file), 'utf8')).filter(found => !isAllowed(layer!, found))
    expect(wrong).toEqual([])
  })

  it('sees every way to import', () => {
    const source = `
      import type { A } from '@/lib/a'
      import { type B, type C } from '@/lib/b'
      import d, { type D } from '@/lib/d'
      import '../e'
      export * from '@/lib/f'
      export { type G } from '@/lib/g'
      type H = import('@/lib/h').H
      const code = \`import x from '@/lib/not'\` // import '@/lib/not'
      const load = async () => <p>don't{(await import('@/lib/i')).default}</p>
      const anything = import(name)
      const j = import.meta.url + require('node:fs') + 'https://x'
    `
    const seen = importsOf('lib/x/y.tsx', source).map(({ to, typeOnly }) => (typeOnly ? `types of ${to}` : to))
    const types = ['types of lib/a', 'types of lib/b', 'types of lib/g', 'types of lib/h']
    expect(seen.sort()).toEqual(['lib/d', 'lib/e', 'lib/f', 'lib/i', 'node:fs', 'something computed', ...types].sort())
  })
})

interface Import {
  /** A path from the root, or a package. */
  to: string
  typeOnly: boolean
}

function isAllowed(layer: string, { to, typeOnly }: Import): boolean {
  const keeper = Object.keys(KEPT_TO).find(name => to === name || to.startsWith(name.endsWith(':') ? name : `${name}/`))
  if (keeper) return typeOnly || KEPT_TO[keeper]!.includes(layer)
  if (to === 'something computed') return false
  const target = layerOf(to) ?? (/^(app|lib|components|tests)\b|^package\.json$/.test(to) ? to : undefined)
  if (!target || target === layer) return true
  const may = MAY_IMPORT[layer]!.split(', ')
  return may.includes(target) || (typeOnly && may.includes(`types of ${target}`))
}

/** The layer with the longest matching name. */
function layerOf(path: string): string | undefined {
  const layers = Object.keys(MAY_IMPORT).filter(layer => path === layer || path.startsWith(`${layer}/`))
  return layers.sort((a, b) => b.length - a.length)[0]
}

interface Node {
  type: string
  source?: Node | null
  argument?: Node
  arguments?: Node[]
  callee?: { name?: string }
  value?: unknown
  importKind?: string
  exportKind?: string
  specifiers?: { importKind?: string; exportKind?: string }[]
}

function importsOf(file: string, source: string): Import[] {
  const { program, errors } = parseSync(file, source)
  expect(errors).toEqual([])
  const found: Import[] = []
  visit(program, node => {
    const typeOnly = node.type === 'TSImportType' || isTypeOnly(node)
    if (/^(Import|ExportAll|ExportNamed)Declaration$|^ImportExpression$|^TSImportType$/.test(node.type) && node.source) {
      found.push({ to: resolve(file, node.source.value), typeOnly })
    }
    if (node.type === 'CallExpression' && node.callee?.name === 'require')
      found.push({ to: resolve(file, node.arguments?.[0]?.value), typeOnly: false })
  })
  return found
}

/** `import type`, or every name marked as one. */
function isTypeOnly({ importKind, exportKind, specifiers = [] }: Node): boolean {
  if (importKind === 'type' || exportKind === 'type') return true
  return specifiers.length > 0 && specifiers.every(name => (name.importKind ?? name.exportKind) === 'type')
}

function resolve(file: string, to: unknown): string {
  if (typeof to !== 'string') return 'something computed'
  if (to.startsWith('@/')) return to.slice(2)
  return to.startsWith('.') ? normalize(join(dirname(file), to)) : to
}

function visit(value: unknown, see: (node: Node) => void): void {
  if (typeof value !== 'object' || value === null) return
  if ('type' in value && typeof value.type === 'string') see(value as Node)
  for (const child of Object.values(value)) visit(child, see)
}

/** Every source file under a folder, as paths from the root. */
function list(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap(entry => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) return list(path)
    return /\.(tsx?|mjs)$/.test(entry.name) && !entry.name.endsWith('.d.ts') ? [path] : []
  })
}
