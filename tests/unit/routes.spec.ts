import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { elsewhere } from '@/lib/gateway'
import { routeOf, routes } from '@/lib/server/routes'

const root = fileURLToPath(new URL('../../app', import.meta.url))
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/** The route handlers of app by their paths. */
const files = Object.fromEntries(
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map(file => file.replaceAll('\\', '/'))
    .filter(file => file.endsWith('/route.ts') && !file.includes('[...rest]'))
    .map(file => [`/${file.slice(0, -'/route.ts'.length)}`, () => import(/* @vite-ignore */ join(root, file))]),
)

describe('the routes of the front door', () => {
  it('are those of app', () => {
    expect(Object.keys(routes).sort()).toEqual(Object.keys(files).sort())
  })

  it.each(Object.entries(files))('take the same methods at %s', async (path, load) => {
    const handlers = await load()
    expect(Object.keys(routes[path]!).sort()).toEqual(
      METHODS.filter(method => method in handlers && handlers[method] !== elsewhere).sort(),
    )
  })

  it('are found by method and path, whatever the query', () => {
    expect(routeOf('POST', '/v1/chat/completions?x=/v1/models')?.route).toBe(routes['/v1/chat/completions']!.POST)
    expect(routeOf('GET', '/v1/traces/a%20b%2Fc?x')).toEqual({ route: routes['/v1/traces/[id]']!.GET, id: 'a b/c' })
  })

  it.each([
    ['GET', '/'],
    ['GET', '/v1/chat/completions'],
    ['HEAD', '/healthz'],
    ['GET', '/v1/models/'],
    ['GET', '/v1/traces/'],
    ['GET', '/v1/traces/a/b'],
    ['GET', '/v1/traces/%zz'],
    ['GET', '/constructor'],
    ['constructor', '/healthz'],
  ])('leave %s %s to Next', (method, url) => {
    expect(routeOf(method, url)).toBeUndefined()
  })
})
