import './schema.css'
import type { ResponseFormat } from '@/lib/chat/types'
import { usePlayground, usePlaygroundStore } from '@/lib/playground/context'
import { Assist } from '../assist/assist'
import { Button } from '../ui/button'
import { Segmented } from '../ui/segmented'
import { type ControlsProps, effective } from './editor'
import { NotSentMarks } from './not-sent-marks'
import { ControlFoot } from './number-control'
import { SchemaFormat } from './schema-format'
import { SchemaNotes } from './schema-notes'

const NAME = 'response_format'

const MODES = [
  { value: 'off', label: 'Off' },
  { value: 'json', label: 'JSON' },
  { value: 'schema', label: 'JSON Schema' },
] as const
type Mode = (typeof MODES)[number]['value']

const HELP: Record<Mode, string> = {
  off: 'The answer is free text.',
  json: 'The answer is any JSON object. Most models want the word JSON in the prompt, too.',
  schema:
    'The answer fits a schema. Where a model has no such mode, it is forced by a tool or asked for in words; the receipt says so.',
}

/** What form the answer has: free text, JSON, or JSON that fits a schema. */
export default function SchemaControls(props: ControlsProps) {
  const { scope, params, inherited, set } = props
  const format = effective(props, NAME) as ResponseFormat | null | undefined
  const mode = modeOf(format)
  const takenOver = !!inherited && params[NAME] === undefined
  const setMode = useMode(scope, format, value => set(NAME, value === undefined && inherited?.[NAME] != null ? null : value))
  return (
    <div className="control schema-control">
      <div className="control-head">
        <span className="field-label grow">Answer as</span>
        <Segmented label="Answer as" value={mode} options={MODES} onChange={setMode} />
      </div>
      <p className="field-hint">{HELP[mode]}</p>
      {format?.type === 'json_schema' && takenOver && (
        <p className="schema-as-prompt">
          As the prompt: <span className="mono">{format.json_schema.name}</span>
          <Button look="line" onClick={() => set(NAME, structuredClone(format))}>
            Change it here
          </Button>
        </p>
      )}
      {format?.type === 'json_schema' && !takenOver && (
        <SchemaFormat scope={scope} format={format.json_schema} onChange={json_schema => set(NAME, { ...format, json_schema })} />
      )}
      <Assist
        task="schema"
        apply={({ name, schema }) => set(NAME, { type: 'json_schema', json_schema: { name, strict: true, schema } })}
      />
      {mode !== 'off' && <SchemaNotes scope={scope} />}
      <NotSentMarks names={[NAME]} scope={scope} />
      {inherited && <ControlFoot names={[NAME]} {...props} />}
    </div>
  )
}

function modeOf(format: ResponseFormat | null | undefined): Mode {
  if (!format || format.type === 'text') return 'off'
  return format.type === 'json_schema' ? 'schema' : 'json'
}

const FIRST: ResponseFormat = {
  type: 'json_schema',
  json_schema: {
    name: 'answer',
    strict: true,
    schema: {
      type: 'object',
      properties: { answer: { type: 'string' } },
      required: ['answer'],
      additionalProperties: false,
    },
  },
}

/** A schema that is switched off is kept beside, and comes back when it is switched on again. */
function useMode(scope: string, format: ResponseFormat | null | undefined, set: (format: ResponseFormat | undefined) => void) {
  const where = `${scope} ${NAME} put aside`
  const store = usePlaygroundStore()
  const setDraft = usePlayground(state => state.setDraft)
  return (mode: Mode) => {
    if (format?.type === 'json_schema') setDraft(where, { text: JSON.stringify(format), over: '' })
    const aside = store.getState().drafts[where]
    if (mode === 'off') set(undefined)
    else if (mode === 'json') set({ type: 'json_object' })
    else set(aside ? JSON.parse(aside.text) : FIRST)
  }
}
