'use client'

import { useState } from 'react'
import { usePlayground, usePlaygroundStore, useRuns } from '@/lib/playground/context'
import { attachmentsOf } from '@/lib/playground/share/attachments'
import { toPortable } from '@/lib/playground/share/portable'
import { findSecrets } from '@/lib/playground/share/secrets'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { download } from '../ui/download'
import { Icon } from '../ui/icon'
import { Segmented } from '../ui/segmented'
import './share-dialog.css'

/** The prompt as a file: of this page, or as the body of one column. */
export default function ExportDialog() {
  const close = usePlayground(state => state.closeDialog)
  const store = usePlaygroundStore()
  const prompt = usePlayground(state => state.prompt)
  const columns = usePlayground(state => state.columns)
  const keys = usePlayground(state => state.keys)
  const [kind, setKind] = useState<'page' | 'openai'>('page')
  const [answers, setAnswers] = useState(false)
  const [files, setFiles] = useState(true)
  const [columnId, setColumnId] = useState(columns[0]!.id)
  const answered = useRuns(useIds()).filter(run => run?.completion).length
  const portable = toPortable({ prompt, columns })
  const attached = attachmentsOf(portable).length
  const secrets = findSecrets(portable, keys)

  const save = async () => {
    const { exportFile, bodyText } = store.getState()
    const text = kind === 'page' ? await exportFile({ answers, files }) : await bodyText(columnId)
    download(`${fileName(prompt.title)}${kind === 'page' ? '' : '.openai'}.json`, text)
    close()
  }
  const foot = (
    <>
      <span className="grow" />
      <Button tall onClick={close}>
        Cancel
      </Button>
      <Button look="primary" tall onClick={() => void save()}>
        <Icon name="down" size="small" />
        Download
      </Button>
    </>
  )
  return (
    <Dialog title="Export" onClose={close} foot={foot}>
      <div>
        <Segmented
          label="Kind of file"
          value={kind}
          options={[
            { value: 'page', label: 'Prompt file' },
            { value: 'openai', label: 'OpenAI body' },
          ]}
          onChange={setKind}
        />
      </div>
      {kind === 'page' ? (
        <ul className="share-list">
          <li>
            <Icon name="check" size="small" />
            <span className="grow">The prompt with its columns, tools, schema and settings</span>
          </li>
          <Choice
            label="Answers"
            hint={answered ? `of ${answered} columns` : 'none yet'}
            disabled={!answered}
            checked={answers}
            onChange={setAnswers}
          />
          {attached > 0 && <Choice label="Images and files" hint={`${attached} attached`} checked={files} onChange={setFiles} />}
        </ul>
      ) : (
        <>
          <p>What one column would send, as any client of chat completions takes it.</p>
          <Segmented
            label="Column"
            value={columnId}
            options={columns.map(({ id, letter }) => ({ value: id, label: letter }))}
            onChange={setColumnId}
          />
        </>
      )}
      {secrets.length > 0 && (
        <p className="share-note warned">
          <Icon name="alert" size="small" />
          {secrets.length === 1 ? 'Something looks' : `${secrets.length} places look`} like a secret: {secrets[0]!.kind} in{' '}
          {secrets[0]!.place}.
        </p>
      )}
      <p className="share-note">
        <Icon name="lock" size="small" />
        Keys are never in a file.
      </p>
    </Dialog>
  )
}

function useIds(): string[] {
  const columns = usePlayground(state => state.columns)
  const [ids, setIds] = useState(() => columns.map(({ id }) => id))
  const now = columns.map(({ id }) => id)
  if (now.join() !== ids.join()) setIds(now)
  return ids
}

interface ChoiceProps {
  label: string
  hint: string
  checked: boolean
  disabled?: boolean
  onChange(checked: boolean): void
}

function Choice({ label, hint, checked, disabled, onChange }: ChoiceProps) {
  return (
    <li>
      <label className="share-choice">
        <input
          className="check"
          type="checkbox"
          checked={checked && !disabled}
          disabled={disabled}
          onChange={event => onChange(event.target.checked)}
        />
        <span className="grow">{label}</span>
        <span className="dim">{hint}</span>
      </label>
    </li>
  )
}

/** Letters and digits of any script; everything else is a dash. */
function fileName(title: string): string {
  return (
    title
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 60)
      .toLowerCase() || 'prompt'
  )
}
