import { javascriptValue, pythonValue, shellWord } from '@/lib/playground/literals'
import type { Example } from './examples'

/** The request as a command. */
export function curl(origin: string, { request, headers = {}, explained }: Example): string {
  const path = explained ? '/v1/explain' : '/v1/chat/completions'
  return [
    `curl ${request.stream ? '-N ' : ''}${origin}${path}`,
    `-H 'content-type: application/json'`,
    ...Object.entries(headers).map(([name, value]) => `-H ${shellWord(`${name}: ${value}`)}`),
    `-d ${shellWord(JSON.stringify(request, null, 2))}`,
  ].join(' \\\n  ')
}

/** The request as a program for the `openai` package. */
export function javascript(origin: string, { request, headers, read }: Example): string {
  return `import OpenAI from 'openai'

const client = new OpenAI({ baseURL: '${origin}/v1', apiKey: 'unused' })
const answer = await client.chat.completions.create(${javascriptValue(request)}${headers ? `, { headers: ${javascriptValue(headers)} }` : ''})
${read}`
}

/** The first request for those who ask by other means. */
export function languages(origin: string, example: Example) {
  const { model, messages, ...rest } = example.request
  const kwargs = Object.entries({ model, messages, ...rest }).map(([name, value]) => `    ${name}=${pythonValue(value, '    ')},`)
  return [
    { title: 'curl', code: curl(origin, example) },
    { title: 'JavaScript', install: 'npm install openai', code: javascript(origin, example) },
    {
      title: 'Python',
      install: 'pip install openai',
      code: `from openai import OpenAI

client = OpenAI(base_url="${origin}/v1", api_key="unused")
answer = client.chat.completions.create(
${kwargs.join('\n')}
)
print(answer.choices[0].message.content)`,
    },
    {
      title: 'portkey-ai',
      install: 'npm install portkey-ai',
      code: `import { Portkey } from 'portkey-ai'

const client = new Portkey({ baseURL: '${origin}/v1', apiKey: 'unused' })
const answer = await client.chat.completions.create(${javascriptValue(example.request)})
${example.read}`,
    },
    {
      title: 'AI SDK',
      install: 'npm install ai @ai-sdk/openai-compatible',
      code: `import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import { generateText } from 'ai'

const refract = createOpenAICompatible({ name: 'refract', baseURL: '${origin}/v1' })
const { text } = await generateText({
  model: refract(${javascriptValue(model)}),
  messages: ${javascriptValue(messages, '  ')},
})
console.log(text)`,
    },
  ]
}
