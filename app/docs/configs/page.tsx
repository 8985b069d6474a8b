import type { Metadata } from 'next'
import { Code } from '../code'
import { Frame } from '../frame'
import { originOf } from '../origin'
import { curl } from '../programs'
import { CONFIGS, QUESTION } from './examples'

export const metadata: Metadata = { title: 'Configs' }

export default async function Configs() {
  const origin = await originOf()
  const first = { 'x-portkey-config': JSON.stringify(CONFIGS[0]!.config), 'x-refract-receipt': '1' }
  return (
    <Frame
      href="/docs/configs"
      lead="A config says which targets are asked, in which order, how often, and with what changes. It has Portkey’s fields and travels in the header x-portkey-config, as JSON or by its name in REFRACT_CONFIGS. A mistake in one is a 400 with its path."
    >
      {CONFIGS.map(({ id, title, text, config, headers, env }) => (
        <section key={id} aria-labelledby={id}>
          <h2 id={id}>{title}</h2>
          <p>{text}</p>
          <Code name={`JSON: ${title}`}>{JSON.stringify(config, null, 2)}</Code>
          {Object.entries(headers ?? {}).map(([name, value]) => (
            <p key={name} className="docs-beside">
              With the header{' '}
              <code>
                {name}: {value}
              </code>
            </p>
          ))}
          {Object.entries(env ?? {}).map(([name, value]) => (
            <p key={name} className="docs-beside">
              On the server{' '}
              <code>
                {name}={value}
              </code>
            </p>
          ))}
        </section>
      ))}
      <h2 id="try">Try one</h2>
      <p>
        The receipt shows every attempt. Sent to /v1/explain, the same request shows the tree as it was understood, and asks
        nobody.
      </p>
      <Code name="curl: a config">
        {curl(origin, { id: 'try', title: '', text: '', request: QUESTION, headers: first, read: '' })}
      </Code>
    </Frame>
  )
}
