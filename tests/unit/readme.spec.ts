import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { gateway } from '@/lib/gateway'
import { providers } from '@/lib/providers'

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')

/** The bodies of the README's curl commands, by the path they go to. */
const bodies = Object.fromEntries(
  [...readme.matchAll(/curl \S+?(\/v1\/\S+)[\s\S]*?-d '([^']*)'/g)].map(([, path, body]) => [path, body]),
)

const post = (path: string) =>
  new Request(`http://127.0.0.1:3000${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: bodies[path],
  })

describe('the README', () => {
  it('has a first request that is answered', async () => {
    const answer = await gateway.chatCompletions(post('/v1/chat/completions'))
    expect(answer.status).toBe(200)
    expect(await answer.text()).toMatch(/data: \[DONE\]\s*$/)
  })

  it('shows the notes that its example gets', async () => {
    const rows = [
      ...readme.matchAll(/^\| (\w+) \| (kept|moved|changed|added|emulated|dropped) \| (.*?) ?\| (.*?) ?\| (.*) \|$/gm),
    ]
    const shown = rows.map(([, param, action, from, to, why]) => ({ param, action, from, to, why }))
    const { targets } = await (await gateway.explain(post('/v1/explain'))).json()
    const word = (value: unknown) => (value === undefined ? '' : JSON.stringify(value))
    const notes = targets[0].notes as Record<string, unknown>[]
    expect(shown).toEqual(
      notes.map(({ param, action, from, to, why }) => ({ param, action, from: word(from), to: word(to), why })),
    )
  })

  it.each([...providers.values()].map(provider => [provider.id, provider] as const))(
    'names %s with the variables it reads, and so does the example of a .env',
    (id, { env, keyParts, defaults = {} }) => {
      const row = new RegExp(`^\\| \`${id}\` \\|.*$`, 'm').exec(readme)?.[0]
      expect(row).toBeDefined()
      const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8')
      for (const variable of [...env, ...(keyParts?.env ?? []), ...Object.values(defaults).flat()]) {
        expect(row).toContain(`\`${variable}\``)
        expect(example).toMatch(new RegExp(`^${variable}=`, 'm'))
      }
    },
  )
})
