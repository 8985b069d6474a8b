'use client'

import { type ChangeEvent, useMemo, useState } from 'react'
import { contentsOf } from '@/lib/playground/contents'
import { usePlayground } from '@/lib/playground/context'
import { readImport } from '@/lib/playground/exchange'
import type { Understood } from '@/lib/playground/exchange/format'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { Icon } from '../ui/icon'
import './share-dialog.css'
import './import-dialog.css'

type Read = { understood: Understood; problem?: undefined } | { understood?: undefined; problem?: string }

/** A prompt from a file or from pasted text: what was understood and what was lost, before anything is replaced. */
export default function ImportDialog() {
  const close = usePlayground(state => state.closeDialog)
  const given = usePlayground(state => state.dialog?.about ?? '')
  const importPrompt = usePlayground(state => state.importPrompt)
  const [text, setText] = useState(given)
  const [keepColumns, setKeepColumns] = useState(false)
  const { understood, problem } = useRead(text)

  const open = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0]
    event.target.value = ''
    if (file) setText(await file.text())
  }
  const replace = () => {
    close()
    if (understood) void importPrompt(understood, { keepColumns })
  }
  const foot = (
    <>
      <span className="grow" />
      <Button tall onClick={close}>
        Cancel
      </Button>
      <Button look="primary" tall disabled={!understood} onClick={replace}>
        Replace the prompt
      </Button>
    </>
  )
  return (
    <Dialog
      title="Import"
      about="A prompt file of this page, a request body of OpenAI or Anthropic, or a curl command that sends one. All of them can also be dropped or pasted anywhere on the page."
      onClose={close}
      foot={foot}
    >
      <textarea
        className="field import-text"
        aria-label="JSON or curl command to import"
        placeholder='{ "messages": [ … ] }   or   curl https://… -d …'
        spellCheck={false}
        value={text}
        onChange={event => setText(event.target.value)}
      />
      <label className="button line tall import-file">
        <Icon name="folder" size="small" />
        Choose a file
        <input type="file" accept=".json,application/json" className="unseen" onChange={open} />
      </label>
      <div role="status">
        {problem && (
          <div className="link-problem">
            <Icon name="octagon" />
            <p>{problem}</p>
          </div>
        )}
        {understood && <Preview understood={understood} keepColumns={keepColumns} onKeepColumns={setKeepColumns} />}
      </div>
    </Dialog>
  )
}

function useRead(text: string): Read {
  const models = usePlayground(state => state.models)
  const columns = usePlayground(state => state.columns)
  return useMemo(() => {
    if (!text.trim()) return {}
    const providers = new Set([...models, ...columns].map(({ provider }) => provider))
    try {
      return { understood: readImport(text, providers) }
    } catch (error) {
      return { problem: error instanceof Error ? error.message : String(error) }
    }
  }, [text, models, columns])
}

interface PreviewProps {
  understood: Understood
  keepColumns: boolean
  onKeepColumns(keep: boolean): void
}

function Preview({ understood: { what, prompt, columns, answers, lost }, keepColumns, onKeepColumns }: PreviewProps) {
  const names = columns?.map(({ provider, model }) => `${provider}/${model}`)
  const settings = Object.keys(prompt.params).filter(name => name !== 'tools' && name !== 'response_format')
  return (
    <ul className="share-list">
      <li>
        <Icon name="check" size="small" />
        <span className="grow">
          {what}: {contentsOf(prompt) || 'no messages'}
        </span>
      </li>
      {settings.length > 0 && (
        <li>
          <Icon name="check" size="small" />
          <span className="grow">
            Settings: <code>{settings.join(', ')}</code>
          </span>
        </li>
      )}
      {names ? (
        <li>
          <label className="share-choice">
            <input
              className="check"
              type="checkbox"
              checked={!keepColumns}
              onChange={event => onKeepColumns(!event.target.checked)}
            />
            <span className="grow">
              Its own {names.length === 1 ? 'column' : 'columns'}: <code>{names.join(', ')}</code>
              {answers.length > 0 && `, with ${answers.length === 1 ? 'an answer' : `${answers.length} answers`}`}
            </span>
          </label>
        </li>
      ) : (
        <li>
          <Icon name="check" size="small" />
          <span className="grow">The columns on the page stay.</span>
        </li>
      )}
      {lost.map(({ path, why }) => (
        <li key={path} className="warned">
          <Icon name="slash" size="small" />
          <span className="grow">
            <code>{path}</code> is left out. {why}
          </span>
        </li>
      ))}
    </ul>
  )
}
