import { describe, expect, it } from 'vitest'
import { createGateway } from '@/lib/gateway'

const gateway = createGateway({ env: { ALLOWED_ORIGINS: 'https://one.example' } })
const ask = (method: string, path: string) =>
  gateway.elsewhere(new Request(`http://localhost${path}`, { method, headers: { origin: 'https://one.example' } }))

describe('what the API does not have', () => {
  it.each(['/v1/embeddings', '/v1/chat/completions/x', '/v1/traces/', '/v1/openapi-json', '/v1/'])('%s is a 404', async path => {
    const answer = await ask('POST', path)
    expect(answer.status).toBe(404)
    expect(await answer.json()).toMatchObject({
      error: { type: 'not_found_error', code: 'unknown_url', message: expect.stringContaining(`There is no ${path} here.`) },
    })
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://one.example')
  })

  it('says what there is', async () => {
    const { error } = await (await ask('GET', '/v1/completions?x=1')).json()
    expect(error.message).toBe(
      'There is no /v1/completions here. The API has POST /v1/chat/completions, POST /v1/explain, GET /v1/models, ' +
        'GET /v1/traces/{trace_id}, GET /v1/openapi.json, GET /healthz.',
    )
  })

  it.each([
    ['GET', '/v1/chat/completions', 'POST'],
    ['DELETE', '/chat/completions', 'POST'],
    ['POST', '/v1/models?provider=openai', 'GET'],
    ['PUT', '/v1/traces/abc', 'GET'],
  ])('%s %s is a 405 that names %s', async (method, path, right) => {
    const answer = await ask(method, path)
    expect(answer.status).toBe(405)
    expect(answer.headers.get('allow')).toBe(`${right}, OPTIONS`)
    expect((await answer.json()).error).toMatchObject({
      code: 'method_not_allowed',
      message: `${path.replace(/\?.*/, '')} takes ${right}, not ${method}.`,
    })
  })
})
