import { halfJson } from '@/lib/playground/half-json'
import { JsonLine } from '../ui/json-line'
import { ScrollBox } from '../ui/scroll-box'

interface Props {
  /** What the model wrote so far. */
  text: string
  /** What was made of it. */
  draft?: object
  running: boolean
}

/** The draft as it comes: JSON in lines, a text as it is. */
export function Preview({ text, draft, running }: Props) {
  const value = draft ?? (text.trimStart().startsWith('{') ? halfJson(text).value : text)
  const plain = typeof value === 'string' ? value : (value as { text?: string } | undefined)?.text
  return (
    <ScrollBox className="assist-preview" name="The draft">
      {plain ??
        JSON.stringify(value, null, 2)
          ?.split('\n')
          .map((line, index) => (
            <div key={index}>
              <JsonLine text={line} />
            </div>
          ))}
      {running && <span className="cursor" />}
    </ScrollBox>
  )
}
