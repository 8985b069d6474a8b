import { describe, expect, it } from 'vitest'
import { toPart } from '@/lib/playground/attachments'
import { attachmentsOf, withAttachments } from '@/lib/playground/share/attachments'
import type { Portable } from '@/lib/playground/share/portable'
import { findSecrets, REMOVED, withoutSecrets } from '@/lib/playground/share/secrets'

/** Put together here, so that no scanner takes this file for a leak. */
const fake = (prefix: string, length = 40) => prefix + 'Ab3dEf9hIj'.repeat(Math.ceil(length / 10)).slice(0, length)

const SECRETS: Record<string, string> = {
  'OpenAI key': fake('sk-proj-'),
  'Anthropic key': fake('sk-ant-api03-'),
  'OpenRouter key': fake('sk-or-v1-'),
  'Google key': fake('AIza', 35),
  'Google token': fake('ya29.'),
  'AWS access key': `AKIA${'ABCDEFGHIJ234567'}`,
  'AWS secret key': `aws_secret_access_key = ${fake('', 40)}`,
  'Groq key': fake('gsk_'),
  'xAI key': fake('xai-'),
  'Perplexity key': fake('pplx-'),
  'NVIDIA key': fake('nvapi-'),
  'Cerebras key': fake('csk-'),
  'Fireworks key': fake('fw_'),
  'Hugging Face token': `hf_${'AbcdEfghIj'.repeat(3)}`,
  'Replicate token': fake('r8_'),
  'GitHub token': fake('ghp_', 36),
  'GitLab token': fake('glpat-', 20),
  'Slack token': fake('xoxb-', 30),
  'Stripe key': fake('sk_live_', 24),
  'Signed token': `${fake('eyJ', 20)}.${fake('eyJ', 20)}.${fake('', 30)}`,
  'Bearer token': `Authorization: Bearer ${fake('', 30)}`,
  'Private key': `-----BEGIN RSA PRIVATE KEY-----\n${fake('', 200)}\n-----END RSA PRIVATE KEY-----`,
  'Password in an address': 'https://someone:hunter22@models.example/v1',
  'Value called a key': `"api_key": "${fake('', 12)}"`,
}

const portable = (change: Partial<Portable> = {}): Portable => ({
  title: 'Nothing to hide',
  messages: [
    { role: 'system', content: 'Keys begin with sk-, and a token is about four characters. password: optional' },
    { role: 'user', content: 'What is a bearer token, and why is AKIA short? See https://models.example/v1' },
  ],
  params: { tools: [{ type: 'function', function: { name: 'get_key', description: 'Gives an api_key' } }], max_tokens: 100 },
  columns: [{ letter: 'A', provider: 'openai', model: 'gpt-4.1', params: {} }],
  ...change,
})

describe('the scan for secrets', () => {
  it.each(Object.entries(SECRETS))('finds the shape of a %s, shows a little of it, and takes it out', (kind, text) => {
    const prompt = portable({ messages: [{ role: 'user', content: `Look: ${text}, is that right?` }] })
    const found = findSecrets(prompt)
    expect(found).toMatchObject([{ kind, place: 'User message 1', path: 'messages[0].content' }])
    const secret = found[0]!
    expect(secret.sample).toMatch(/…$/)
    expect(secret.sample.length).toBeLessThan(secret.text.length / 2)
    const clean = withoutSecrets(prompt, found)
    expect(clean.messages[0]!.content).toContain(REMOVED)
    expect(JSON.stringify(clean)).not.toContain(fake('', 12))
    expect(findSecrets(clean)).toEqual([])
  })

  it('finds nothing where nothing is', () => {
    expect(findSecrets(portable())).toEqual([])
  })

  it('says in words where one stands', () => {
    const key = fake('sk-proj-')
    const found = findSecrets(
      portable({
        title: key,
        messages: [],
        params: {
          stop: [key],
          tools: [{ type: 'function', function: { name: 'look', description: key } }],
        },
        columns: [{ letter: 'C', provider: 'custom', model: 'm', host: `https://x.example/${key}`, params: { user: key } }],
      }),
    )
    expect(found.map(({ place }) => place)).toEqual(['Title', 'stop[0]', 'Tool look', 'Host of column C', 'Settings of column C'])
  })

  it('finds the keys this page knows, whatever they look like', () => {
    const keys = { providers: { openai: 'correct horse', 'https://models.example': 'battery!' }, accessToken: 'staple' }
    const prompt = portable({ messages: [{ role: 'user', content: 'correct horse battery! staple' }] })
    expect(findSecrets(prompt, keys).map(({ kind }) => kind)).toEqual([
      'Your key for OpenAI',
      'Your key for https://models.example',
      'Your access token',
    ])
    expect(withoutSecrets(prompt, findSecrets(prompt, keys)).messages[0]!.content).toBe(`${REMOVED} ${REMOVED} ${REMOVED}`)
  })

  it('leaves the bytes of images alone, and is quick with long texts', () => {
    const url = `data:image/png;base64,${fake('', 200_000)}`
    const image = portable({ messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url } }] }] })
    expect(findSecrets(image)).toEqual([])
    for (const text of ['-----BEGIN '.repeat(20_000), '://a:'.repeat(50_000), 'eyJ'.repeat(80_000), `sk-${' '.repeat(200_000)}`])
      expect(findSecrets(portable({ messages: [{ role: 'user', content: text }] })).length).toBeLessThan(2)
  })
})

describe('attachments', () => {
  const url = `data:image/png;base64,${'A'.repeat(4000)}`
  const prompt = portable({
    messages: [
      {
        role: 'user',
        content: [
          { type: 'text', text: 'Look' },
          { type: 'image_url', image_url: { url } },
          { type: 'image_url', image_url: { url: 'https://x.example/a.png' } },
          { type: 'file', file: { filename: 'paper.pdf', file_data: 'data:application/pdf;base64,AAAA' } },
        ],
      },
    ],
  })

  it('are those that hold their bytes', () => {
    expect(attachmentsOf(prompt)).toMatchObject([{ name: 'image.png' }, { name: 'paper.pdf' }])
  })

  it('stay by choice only, and say what is missing', async () => {
    const [image] = attachmentsOf(prompt)
    const none = async () => undefined
    expect((await withAttachments(prompt, new Set([image!.id]), none)).messages[0]!.content).toMatchObject([
      { text: 'Look' },
      { image_url: { url } },
      { image_url: { url: 'https://x.example/a.png' } },
      { type: 'text', text: expect.stringMatching(/^\[paper\.pdf, .* was not included\]$/) },
    ])
    expect(JSON.stringify(await withAttachments(prompt, new Set(), none))).not.toContain('base64')
    expect(await withAttachments(portable(), new Set(), none)).toEqual(portable())
  })

  it('kept on this device travel with their bytes, or are named as missing', async () => {
    const parts = ['image/png', 'application/pdf', 'audio/wav'].map((type, index) =>
      toPart({ hash: `h${index}`, type, size: 3, name: `file ${index}` }),
    )
    const prompt = portable({ messages: [{ role: 'user', content: parts }] })
    const all = new Set(attachmentsOf(prompt).map(({ id }) => id))
    const dataOf = async (hash: string) => (hash === 'h1' ? undefined : 'data:x/y;base64,AAAA')
    expect((await withAttachments(prompt, all, dataOf)).messages[0]!.content).toEqual([
      { type: 'image_url', image_url: { url: 'data:x/y;base64,AAAA' } },
      { type: 'text', text: '[file 1, 3 bytes, was not included]' },
      { type: 'input_audio', input_audio: { data: 'AAAA', format: 'wav' } },
    ])
  })
})
