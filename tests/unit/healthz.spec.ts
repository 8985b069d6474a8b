import { expect, it } from 'vitest'
import { createGateway } from '@/lib/gateway'

it.each([
  [{ VERCEL: '1' }, 4_000_000],
  [{}, 20_000_000],
])('healthz says how large a body may be, with %o', async (env, limit) => {
  const response = await createGateway({ env }).healthz()
  expect(await response.json()).toMatchObject({ status: 'ok', body_limit: limit })
})
