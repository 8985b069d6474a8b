import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { probeOf } from '@/app/docs/parameters/probes'
import { type Fate, parameterTable, places, SETTINGS } from '@/app/docs/parameters/table'
import { send } from '@/lib/egress'
import { bytesWitness } from '../support/bytes-witness'
import { answering, CANARY, gatewayTo, jsonOf, requestOf } from '../support/gateway'
import { type StandIn, standIn } from '../support/stand-in'

/**
 * Three witnesses for every parameter at every provider: what the documentation says, what the receipt says, and the bytes a
 * stand-in was sent. The reader of the bytes has a table of its own.
 */

const ALL = Number(process.env.THOROUGH ?? 0.1) >= 1
/** The newest and the oldest model of each provider, or all. */
const PLACES = places.filter(({ provider, model }) => {
  const models = places.filter(place => place.provider === provider).map(place => place.model)
  return ALL || model === models[0] || model === models.at(-1)
})

let upstream: StandIn
let gateway: ReturnType<typeof gatewayTo>['gateway']
beforeAll(async () => {
  // Whatever it answers, the request has been made.
  upstream = await standIn(() => answering({ error: { message: 'no', type: 'invalid_request_error' } }, { status: 400 }))
  const allow = new Set([upstream.host])
  // Every address leads to the stand-in, so that each provider is asked at its own.
  const egress: typeof send = ask => {
    const { pathname, search } = new URL(ask.url)
    return send({ ...ask, url: `${upstream.url}${pathname}${search}`, allow })
  }
  gateway = gatewayTo(upstream, { egress }).gateway
})
afterAll(() => upstream.close())

const HEADERS = {
  'x-portkey-azure-resource-name': SETTINGS.resource_name,
  'x-portkey-vertex-project-id': SETTINGS.vertex_project_id,
  'x-portkey-vertex-region': SETTINGS.vertex_region,
  'x-portkey-aws-region': SETTINGS.aws_region,
}

/** Asks with the parameter; what the stand-in was sent first, and what the receipt says of it. */
async function asked(param: string, { provider, model }: { provider: string; model: string }) {
  // A request of an earlier fan-out may still be on its way.
  const probe = crypto.randomUUID()
  const response = await gateway.chatCompletions(
    requestOf('/v1/chat/completions', {
      body: probeOf(param, model),
      headers: {
        ...HEADERS,
        authorization: `Bearer ${CANARY}`,
        'x-portkey-provider': provider,
        'x-refract-receipt': '1',
        'x-probe': probe,
        'x-portkey-forward-headers': 'x-probe',
        ...(provider === 'custom' && { 'x-portkey-custom-host': 'https://host.example/v1' }),
      },
    }),
  )
  const { refract } = await jsonOf(response)
  const requests = upstream.requests.splice(0).filter(({ headers }) => headers['x-probe'] === probe)
  return { attempt: refract.attempts[0], request: requests[0], count: requests.length }
}

const ROWS = parameterTable()

describe.each(PLACES)('$provider $model', place => {
  const alike = ({ provider, model }: Fate) => provider === place.provider && model === place.model

  it.each(ROWS.map(({ param }) => param))('%s', async param => {
    const fate = ROWS.find(row => row.param === param)!.fates.find(alike)!
    const { attempt, request, count } = await asked(param, place)
    const note = attempt.notes.find((note: any) => note.param === param || note.param.startsWith(`${param}.`))
    // The documentation and the receipt.
    expect({ action: note.action, at: note.at, why: note.why }).toEqual({ action: fate.action, at: fate.at, why: fate.why })
    if (fate.action === 'refused') return expect(count).toBe(0)
    // The receipt and the bytes.
    const sent = request!.json()
    expect(attempt.body).toEqual(sent)
    // The documentation and the bytes; one header says what others say in the body.
    expect(bytesWitness(param, fate, { ...request!.headers, ...sent })).toEqual([])
  })
})

it('the reader of the bytes is not easily content', () => {
  const kept = { action: 'kept', at: 'seed', why: '' } as const
  expect(bytesWitness('seed', kept, { seed: 480133 })).toEqual([])
  expect(bytesWitness('seed', kept, {})).not.toEqual([])
  expect(bytesWitness('seed', kept, { seed: 480134 })).not.toEqual([])
  expect(bytesWitness('seed', { action: 'dropped', why: '' }, { generationConfig: { seed: 480133 } })).not.toEqual([])
  expect(bytesWitness('seed', { action: 'moved', at: 'random_seed', why: '' }, { random_seed: 480133 })).toEqual([])
  expect(bytesWitness('seed', { action: 'moved', at: 'random_seed', why: '' }, { seed: 480133 })).not.toEqual([])
})
