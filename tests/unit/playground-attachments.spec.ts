import { describe, expect, it } from 'vitest'
import type { ContentPart } from '@/lib/chat/types'
import { attachedTo, fromReference, toReference } from '@/lib/playground/attachments'
import { quiet, startedPlayground, until } from '../support/playground'

const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3])
const png = (name = 'chart.png', bytes = PNG) => new File([bytes], name, { type: 'image/png' })
const pdf = () => new File(['%PDF-1.7 and so on'], 'report & more.pdf', { type: 'application/pdf' })
const DAY = 86_400_000

type Page = Awaited<ReturnType<typeof startedPlayground>>
const user = (page: Page) => page.state().prompt.messages[1]!
const partsOf = (page: Page) => user(page).message.content as ContentPart[]

/** Attaches, while the gateway says how much it takes. */
async function attach(page: Page, files: File[], messageId?: string, limit = 4_000_000) {
  const done = page.state().attach(files, messageId)
  await quiet()
  page.gateway.to('/healthz')[0]?.json({ status: 'ok', body_limit: limit })
  return done
}

describe('a reference', () => {
  it('says what the file is, in any script, and is read back', () => {
    const file = { hash: 'ab12', type: 'image/png', size: 48_123, name: 'Fehler & Größe "?#.png' }
    expect(fromReference(toReference(file))).toEqual(file)
    expect(fromReference('https://example.com/refract:a?b')).toBeUndefined()
    expect(fromReference(undefined)).toBeUndefined()
  })
})

describe('an attached file', () => {
  it('is a small reference in the message, and its bytes are kept apart once', async () => {
    const page = await startedPlayground()
    await attach(page, [png(), pdf(), png('again.png')], 'm2')
    expect(partsOf(page).map(({ type }) => type)).toEqual(['text', 'image_url', 'file', 'image_url'])
    expect(partsOf(page).map(part => attachedTo(part)?.name)).toEqual([undefined, 'chart.png', 'report & more.pdf', 'again.png'])
    expect(page.services.files.values.size).toBe(2)
    expect(JSON.stringify(page.state().prompt)).not.toContain(Buffer.from(PNG).toString('base64'))
  })

  it('goes along with its bytes when a request is made, and by name only when it is explained', async () => {
    const page = await startedPlayground()
    await attach(page, [png(), pdf()], 'm2')
    page.pass(150)
    await quiet()
    const explained = JSON.stringify(page.gateway.to('/v1/explain').at(-1)!.body)
    expect(explained).toContain('data:image/png;base64,…chart.png, 11 bytes')
    page.state().run('c1')
    await until(() => page.gateway.to('/v1/chat/completions').length)
    const { messages } = page.gateway.to('/v1/chat/completions')[0]!.body as { messages: { content: ContentPart[] }[] }
    expect(messages[1]!.content.slice(1)).toEqual([
      { type: 'image_url', image_url: { url: `data:image/png;base64,${Buffer.from(PNG).toString('base64')}` } },
      {
        type: 'file',
        file: { filename: 'report & more.pdf', file_data: `data:application/pdf;base64,${btoa('%PDF-1.7 and so on')}` },
      },
    ])
    expect(JSON.stringify(page.runs.snapshot('c1')!.asked)).not.toContain('base64')
  })

  it('of sound is sent as bare base64 with its format', async () => {
    const page = await startedPlayground()
    await attach(page, [new File(['ID3 la la'], 'song.mp3', { type: 'audio/mpeg' })])
    const text = JSON.parse(await page.state().bodyText('c1'))
    expect(text.messages[1].content[1]).toEqual({
      type: 'input_audio',
      input_audio: { data: btoa('ID3 la la'), format: 'mp3' },
    })
  })

  it('is removed alone, and comes back at its place', async () => {
    const page = await startedPlayground()
    const text = user(page).message.content
    await attach(page, [png(), pdf()], 'm2')
    const before = partsOf(page)
    page.state().removePart('m2', 1)
    expect(partsOf(page)).toEqual([before[0], before[2]])
    page.state().removePart('m2', 1)
    expect(user(page).message.content).toBe(text)
    expect(page.state().deletions.map(({ what }) => what)).toEqual(['chart.png', 'report & more.pdf'])
    page.state().undo()
    page.state().undo()
    expect(partsOf(page)).toEqual(before)
  })

  it('goes to a message that can hold it', async () => {
    const page = await startedPlayground()
    expect(await attach(page, [png()], 'm1')).toBe('m2')
    page.state().deleteMessage('m2')
    const made = await attach(page, [png()], 'm1')
    expect(page.state().prompt.messages.at(-1)).toMatchObject({ id: made, message: { role: 'user' } })
    page.state().setRole(made!, 'tool')
    expect(await attach(page, [png()], made)).toBe(made)
    expect(await attach(page, [pdf()], made)).not.toBe(made)
  })

  it('is told by its bytes and not by its name', async () => {
    const page = await startedPlayground()
    await attach(page, [new File(['GIF89a…'], 'photo.png', { type: 'image/png' }), new File(['PK'], 'notes.docx')])
    expect(attachedTo(partsOf(page)[1]!)?.type).toBe('image/gif')
    expect(page.state().refusedFiles.map(({ why }) => why)).toEqual([
      'notes.docx is none of what a message can hold: PNG, JPEG, GIF and WebP images, PDF, WAV and MP3.',
    ])
  })

  it('too large for a request is named, and made smaller only when the person wants it', async () => {
    const page = await startedPlayground()
    const large = png('photo.png', new Uint8Array(3_500_000))
    await attach(page, [large, large], 'm2', 4_000_000)
    expect(user(page).message.content).toBeTypeOf('string')
    const [refused, other] = page.state().refusedFiles
    expect(refused).toMatchObject({ messageId: 'm2', scalable: true })
    expect(refused!.why).toBe(
      'photo.png is 3.5 MB, and there is room for 3.0 MB: a request may have 4.0 MB, files counted a third larger.',
    )
    await page.state().scaleDown(refused!)
    expect(attachedTo(partsOf(page)[1]!)).toMatchObject({ name: 'photo.jpg', type: 'image/jpeg', size: 4 })
    page.state().dismissRefused(other!)
    expect(page.state().refusedFiles).toEqual([])
  })

  it('that is not on this device any more keeps its column from running, and says which', async () => {
    const page = await startedPlayground()
    page.state().setMessage('m2', {
      role: 'user',
      content: [
        { type: 'image_url', image_url: { url: toReference({ hash: 'gone', type: 'image/png', size: 1, name: 'old.png' }) } },
      ],
    })
    page.state().run('c1')
    await until(() => page.runs.snapshot('c1')?.status === 'error')
    expect(page.runs.snapshot('c1')!.error!.message).toContain('old.png is not in this browser any more')
    expect(page.gateway.to('/v1/chat/completions')).toEqual([])
  })

  it('lasts as long as the page where the browser keeps nothing, and that is said', async () => {
    const page = await startedPlayground()
    page.services.files.broken = true
    await attach(page, [png()])
    expect(page.state().problems.join()).toContain('could not keep the file')
    expect(await page.state().bodyText('c1')).toContain(Buffer.from(PNG).toString('base64'))
  })
})

describe('a file that came inside a prompt', () => {
  it('moves to where attached ones are, and what else was said of it stays; what is none is left alone', async () => {
    const page = await startedPlayground()
    const url = `data:image/png;base64,${Buffer.from(PNG).toString('base64')}`
    const svg: ContentPart = { type: 'image_url', image_url: { url: `data:image/svg+xml;base64,${btoa('<svg/>')}` } }
    page.state().setMessage('m2', {
      role: 'user',
      content: [
        { type: 'image_url', image_url: { url, detail: 'low' } },
        { type: 'file', file: { filename: 'a.pdf', file_data: `data:application/pdf;base64,${btoa('%PDF-1')}` } },
        svg,
      ],
    })
    await until(() => page.services.files.values.size === 2)
    await quiet()
    expect(partsOf(page).map(part => attachedTo(part)?.type)).toEqual(['image/png', 'application/pdf', undefined])
    expect(partsOf(page)[0]).toMatchObject({ image_url: { detail: 'low' } })
    expect(partsOf(page)[2]).toEqual(svg)
    expect(JSON.parse(await page.state().bodyText('c1')).messages[1].content[0].image_url).toEqual({ url, detail: 'low' })
  })
})

describe('files nothing refers to', () => {
  it('are removed a day later, when the page is opened again; the others stay', async () => {
    const page = await startedPlayground()
    await attach(page, [png(), pdf()], 'm2')
    page.state().removePart('m2', 1)
    page.pass(300)
    await until(() => page.state().saved === 'saved')
    page.pass(10_000)
    await quiet()
    expect(page.services.files.values.size).toBe(2)
    page.stop()
    page.pass(2 * DAY)
    page.start()
    await quiet()
    page.pass(10_000)
    await until(() => page.services.files.values.size === 1)
    expect([...page.services.files.values.keys()]).toEqual([attachedTo(partsOf(page)[1]!)!.hash])
  })
})
