import type { Metadata } from 'next'
import { Code, Languages } from './code'
import { EXAMPLES } from './examples'
import { Frame } from './frame'
import { originOf } from './origin'
import { curl, javascript, languages } from './programs'

export const metadata: Metadata = { title: 'Quick start' }

const KEYED = {
  id: 'keyed',
  title: 'With a key',
  text: '',
  request: { model: 'anthropic/claude-sonnet-4-5', messages: [{ role: 'user', content: 'Hello' }] },
  read: '',
}

export default async function QuickStart() {
  const origin = await originOf()
  const [first, ...others] = EXAMPLES
  const keyed = curl(origin, KEYED).replace(' \\\n', ` \\\n  -H "authorization: Bearer $ANTHROPIC_API_KEY" \\\n`)
  return (
    <Frame
      href="/docs"
      lead="The gateway speaks OpenAI chat completions. Keep the SDK you have and change its base URL. The examples ask the sandbox, a tiny model that is built in and needs no key."
    >
      <h2 id={first!.id}>The first request</h2>
      <p>{first!.text}</p>
      <Languages group="The first request" of={languages(origin, first!)} />
      <h2 id="key">A real model</h2>
      <p>
        Write <code>provider/model</code> and put your key for that provider where your SDK puts its key.{' '}
        <a href="/v1/models">/v1/models</a> lists the models that are known; others work too. A key goes to the provider it was
        sent for and nowhere else.
      </p>
      <Code name="curl: A real model">{keyed}</Code>
      {others.map(example => (
        <section key={example.id} aria-labelledby={example.id}>
          <h2 id={example.id}>{example.title}</h2>
          <p>{example.text}</p>
          <Languages
            group={example.title}
            of={[
              { title: example.explained ? 'curl, to see what would be sent' : 'curl', code: curl(origin, example) },
              { title: 'JavaScript', install: 'npm install openai', code: javascript(origin, example) },
            ]}
          />
        </section>
      ))}
    </Frame>
  )
}
