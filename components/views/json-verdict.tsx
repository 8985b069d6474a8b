import { useState } from 'react'
import type { AnswerJson } from '@/lib/playground/schema/answer-json'
import { Button } from '../ui/button'
import { CopyButton } from '../ui/copy-button'
import { Icon, type IconName } from '../ui/icon'
import type { JsonErrors } from './use-json-errors'

interface Props {
  json: AnswerJson
  found: JsonErrors
  /** Of the schema that was asked for. */
  name: string | undefined
  ended: boolean
  /** Shows the place of an error in the tree. */
  onShow(path: string): void
}

/** How the answer stands, in an icon and a word: valid, filling, errors and where they are. */
export function JsonVerdict({ json, found, name, ended, onShow }: Props) {
  const [shown, setShown] = useState(-1)
  const { look, word, icon } = verdictOf(json, found, name, ended)
  const { errors } = found
  const current = errors[Math.min(Math.max(0, shown), errors.length - 1)]
  const show = () => {
    const next = (shown + 1) % errors.length
    setShown(next)
    onShow(errors[next]!.path)
  }
  return (
    <div className={`json-verdict ${look}`}>
      {icon ? <Icon name={icon} size="small" /> : <Bars />}
      <b>{word}</b>{' '}
      <span className="mono dim cut grow">
        {json.error ? `at character ${json.error.at + 1}` : current ? current.path || '/' : name}
      </span>
      {json.fenced && (
        <span className="dim" data-tip="The JSON stood in a code fence, with other text around it or not.">
          in a fence
        </span>
      )}
      {current && (
        <Button look="link" onClick={show}>
          {errors.length > 1 && shown >= 0 ? 'Next' : 'Show'}
        </Button>
      )}
      {json.value !== undefined && <CopyButton name="Copy the JSON" text={() => JSON.stringify(json.value, null, 2)} />}
    </div>
  )
}

interface Verdict {
  look: 'good' | 'bad' | 'plain'
  word: string
  /** Absent: three bars that move. */
  icon?: IconName
}

function verdictOf(json: AnswerJson, { errors, checked, why }: JsonErrors, name: string | undefined, ended: boolean): Verdict {
  if (json.error) return { look: 'bad', icon: 'alert', word: json.value === undefined ? 'not JSON' : 'stops being JSON' }
  if (errors.length) {
    const count = errors.length === 1 ? '1 error' : `${errors.length} errors`
    return { look: 'bad', icon: 'alert', word: json.complete ? count : `${count} so far` }
  }
  if (!json.complete) return ended ? { look: 'bad', icon: 'alert', word: 'cut off' } : { look: 'plain', word: 'filling' }
  if (!name) return { look: 'good', icon: 'check', word: 'JSON' }
  if (checked) return { look: 'good', icon: 'check', word: 'valid' }
  return { look: 'plain', icon: 'help', word: why ? `not checked: ${why}` : 'JSON' }
}

function Bars() {
  return (
    <span className="running-bars">
      <i />
      <i />
      <i />
    </span>
  )
}
