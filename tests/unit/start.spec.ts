import { describe, expect, it } from 'vitest'
import { providers } from '@/lib/providers'
import { KEY_VARIABLES, keysFound } from '@/lib/server/found.mjs'

describe('the start-up line', () => {
  it('knows every variable a provider reads its key from', () => {
    const read = [...providers.values()].flatMap(({ env, keyParts }) => [...env, ...(keyParts?.env ?? [])])
    expect([...KEY_VARIABLES].sort()).toEqual([...new Set([...read, 'REFRACT_KEYS'])].sort())
  })

  it('says names and never a value', () => {
    const line = keysFound({ OPENAI_API_KEY: 'sk-secret', GROQ_API_KEY: '  ', OTHER: 'x' })
    expect(line).toBe('Keys of the server: OPENAI_API_KEY')
    expect(keysFound({})).toBe('No keys of the server; the built-in models need none')
  })
})
