import { describe, expect, it } from 'vitest'
import { requestOf } from '@/lib/playground/request'
import { pieces, unfilled, variablesOf } from '@/lib/playground/variables'
import { fakeServices, quiet, startedPlayground } from '../support/playground'

async function pageWith(text: string) {
  const page = await startedPlayground()
  page.state().setMessage('m1', { role: 'system', content: 'You know {{ product }}.' })
  page.state().setMessage('m2', { role: 'user', content: [{ type: 'text', text }] })
  page.state().switchVariables(true)
  return page
}
const sent = ({ state }: Awaited<ReturnType<typeof startedPlayground>>) =>
  requestOf(state().prompt, state().columns[0]!).messages.map(({ content }) => content)

describe('variables', () => {
  it('are found in the order they are written, each once, in texts and in parts', async () => {
    const page = await pageWith('Deploy {{deploy}} of {{product}} with {{größe.2}}, not {{ }} or {{1a}} or {one}.')
    expect(variablesOf(page.state().prompt)).toEqual(['product', 'deploy', 'größe.2'])
  })

  it('are cut out of a text without losing a character', () => {
    const text = '{{a}} b {{ c }}{{d}} {{'
    expect(
      pieces(text)
        .map(({ text }) => text)
        .join(''),
    ).toBe(text)
    expect(pieces(text).flatMap(({ variable }) => variable ?? [])).toEqual(['a', 'c', 'd'])
  })

  it('are plain text while they are off, and their values wait', async () => {
    const page = await pageWith('{{deploy}}')
    page.state().setVariable('deploy', '8841')
    page.state().switchVariables(false)
    expect(variablesOf(page.state().prompt)).toEqual([])
    expect(sent(page)[1]).toEqual([{ type: 'text', text: '{{deploy}}' }])
    page.state().switchVariables(true)
    expect(sent(page)).toEqual(['You know {{ product }}.', [{ type: 'text', text: '8841' }]])
  })

  it('are filled in everywhere, a value with dollars or braces just as it is', async () => {
    const page = await pageWith('{{a}} and {{ a }}')
    page.state().setVariable('a', '$& {{b}}')
    page.state().setVariable('product', 'Pay')
    expect(sent(page)).toEqual(['You know Pay.', [{ type: 'text', text: '$& {{b}} and $& {{b}}' }]])
  })

  it('without a value keep every column from running and are named; names of objects have none', async () => {
    const page = await pageWith('{{deploy}} {{constructor}}')
    page.state().setVariable('deploy', '8841')
    expect(unfilled(page.state().prompt)).toEqual(['product', 'constructor'])
    page.state().setMobileTab('results')
    page.state().runAll()
    page.state().run('c1')
    await quiet()
    expect(page.gateway.to('/v1/chat/completions')).toEqual([])
    expect(page.state()).toMatchObject({
      unfilledAtRun: { names: ['product', 'constructor'] },
      announcement: 'Not run. Fill in first: product, constructor',
      ui: { mobileTab: 'prompt' },
    })
    page.state().setVariable('product', 'Pay')
    page.state().setVariable('constructor', 'x')
    page.state().runAll()
    await quiet()
    expect(page.gateway.to('/v1/chat/completions')).toHaveLength(3)
  })

  it('are saved with the prompt and make the forecast anew', async () => {
    const page = await pageWith('{{deploy}}')
    page.pass(300)
    await quiet()
    const asked = page.gateway.to('/v1/explain').length
    page.state().setVariable('deploy', '8841')
    page.pass(300)
    await quiet()
    expect(page.gateway.to('/v1/explain').length).toBe(asked + 3)
    expect(JSON.stringify(page.gateway.to('/v1/explain').at(-1)!.body)).toContain('8841')

    const fakes = fakeServices()
    Object.assign(fakes.services, { storage: page.services.storage })
    expect((await startedPlayground(fakes)).state().prompt.variables).toEqual({ on: true, values: { deploy: '8841' } })
  })
})
