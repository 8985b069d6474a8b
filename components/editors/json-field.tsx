import { usePlayground } from '@/lib/playground/context'
import { toJsonText } from './json-text'
import type { FieldProps } from './param-control'

interface Props extends FieldProps {
  /** Under which what is typed is kept, so that it is still there when the panel opens again. */
  where: string
  /** Says what is wrong with a value, or nothing. */
  check(value: unknown): string | undefined
}

/** A value as JSON. What is typed stays as it is typed; only what can be read is sent. */
export function JsonField({ id, label, value, placeholder, set, where, check }: Props) {
  const written = toJsonText(value)
  const draft = usePlayground(state => state.drafts[where])
  const setDraft = usePlayground(state => state.setDraft)
  const text = draft?.over === written ? draft.text : written
  const { problem } = read(text, check)
  const change = (text: string) => {
    const next = read(text, check)
    setDraft(where, { text, over: next.problem ? written : toJsonText(next.value) })
    if (!next.problem) set(next.value)
  }
  return (
    <>
      <textarea
        id={id}
        className="field mono json-field"
        rows={Math.min(12, text.split('\n').length)}
        placeholder={placeholder === 'not sent' ? '{ }' : placeholder}
        spellCheck={false}
        aria-label={label}
        aria-invalid={!!problem}
        aria-describedby={problem ? `${id}-problem` : undefined}
        value={text}
        onChange={event => change(event.target.value)}
        onBlur={() => problem || setDraft(where, null)}
      />
      {problem && (
        <p className="field-problem" id={`${id}-problem`}>
          {problem} {value == null ? 'Nothing is sent.' : 'What could be read last is sent.'}
        </p>
      )}
    </>
  )
}

function read(text: string, check: Props['check']): { value?: unknown; problem?: string } {
  if (!text.trim()) return {}
  try {
    const value: unknown = JSON.parse(text)
    const problem = check(value)
    return problem ? { problem: `It ${problem}.` } : { value }
  } catch (cause) {
    return { problem: `This is not JSON: ${cause instanceof Error ? cause.message : cause}.` }
  }
}
