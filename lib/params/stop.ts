import { list } from './kinds'
import { drop, type MappingContext, type Outcome, type Param, type Path, place, placed, setAt, when } from './param'

const toList = (value: string | string[]) => (typeof value === 'string' ? [value] : value)
const unstoppable = drop(({ can }) => `${can.name} takes no stop sequences.`)
const stops = ({ can }: MappingContext) => can.stop

export const stop: Param<string | string[]> = {
  label: 'Stop',
  help: 'The answer ends before any of these texts; at most four.',
  group: 'output',
  kind: list({ max: 4, alone: true }),
  neutral: value => value.length === 0,
  to: {
    // An empty list is an error at OpenAI.
    openai: when(
      stops,
      when(
        (_context, value) => value.length > 0,
        (value, body) => void (body.stop = value),
        drop('There is nothing to stop at.'),
      ),
      unstoppable,
    ),
    // Entries of white space only are an error of Claude's: https://platform.claude.com/docs/en/api/messages
    anthropic: (value, body, context) => listed('stop_sequences', body, value, /\S/, context),
    gemini: (value, body, context) => listed('generationConfig.stopSequences', body, value, /./s, context),
    converse: when(
      stops,
      (value, body, context) =>
        listed('inferenceConfig.stopSequences', body, value, context.can.dialect === 'claude' ? /\S/ : /./s, context),
      unstoppable,
    ),
  },
}

/** Always a list; entries the place cannot take are left out, each with its own note. */
function listed<Body>(at: Path<Body>, body: Body, value: string | string[], takes: RegExp, context: MappingContext): Outcome[] {
  const entries = toList(value)
  const kept = entries.filter(entry => takes.test(entry))
  const left = entries.flatMap((entry, index): Outcome[] => {
    const why = `${place(context)} takes no stop sequence of white space only.`
    return takes.test(entry)
      ? []
      : [{ param: typeof value === 'string' ? 'stop' : `stop[${index}]`, action: 'dropped', from: entry, why }]
  })
  if (!kept.length) return left.length ? left : [{ action: 'dropped', why: 'There is nothing to stop at.' }]
  setAt(body, at, kept)
  return [placed(at, kept, context), ...left]
}
