'use client'

import './code-field.css'
import { useDeferredValue, useEffect, useEffectEvent, useId, useMemo, useRef, useState } from 'react'
import { readBeginning } from '@/lib/util/json-beginning'
import { IconButton } from '../button'
import type { CodeMirror, CodeOptions } from './code-mirror'
import type { Problem } from './problem'
import { Problems } from './problems'

export type { Problem } from './problem'

interface Props {
  value: string
  onChange?(text: string): void
  /** Its accessible name. */
  label: string
  language: 'json' | 'text'
  /** What is wrong with the text beside its syntax; of JSON it is asked only when that is right. */
  lint?(text: string): readonly Problem[]
  minLines?: number
  maxLines?: number
  readOnly?: boolean
  placeholder?: string
  invalid?: boolean
}

/**
 * A field for code. The editor loads when it is first shown; until then a text area with the same text stands there, and what
 * is typed into it is kept. Tab leaves the field; Ctrl M lets it indent.
 */
export function CodeField({ value, onChange, label, language, lint, minLines = 3, maxLines = 16, ...rest }: Props) {
  const { readOnly = false, placeholder = '', invalid = false } = rest
  const hint = useId()
  const seen = useDeferredValue(value)
  const problems = useMemo(() => problemsOf(seen, language, lint), [seen, language, lint])
  const isWrong = invalid || problems.some(({ severity }) => severity === 'error')
  const options = { language, label, describedBy: hint, invalid: isWrong, readOnly, placeholder }
  const { box, area, editor } = useEditor(value, options, problems, text => onChange?.(text))
  const isTidy = language !== 'json' || readOnly || !value.trim()
  return (
    <div className="code-box" style={{ '--least': minLines, '--most': maxLines }}>
      <div ref={box} className={`code-field ${isWrong ? 'wrong' : ''}`}>
        {!editor && (
          <textarea
            ref={area}
            aria-label={label}
            aria-invalid={isWrong}
            aria-describedby={hint}
            value={value}
            readOnly={readOnly}
            placeholder={placeholder}
            spellCheck={false}
            autoCapitalize="off"
            onChange={event => onChange?.(event.target.value)}
          />
        )}
        {!isTidy && <Tidy value={value} onChange={text => onChange?.(text)} />}
      </div>
      <span id={hint} className="unseen">
        Tab leaves the field. Control M lets Tab indent.
      </span>
      <Problems
        text={seen}
        problems={problems}
        onShow={({ from, to }) => editor?.select(from, to)}
        onFix={fix => onChange?.(fix.apply(value))}
      />
    </div>
  )
}

function Tidy({ value, onChange }: { value: string; onChange(text: string): void }) {
  const { complete } = readBeginning(value)
  return (
    <IconButton
      icon="indent"
      name="Tidy"
      data-tip={'Lay the JSON out anew\nIn the field: Tab leaves it, Ctrl M lets Tab indent'}
      className="code-tidy"
      small
      disabled={!complete}
      onClick={() => onChange(JSON.stringify(JSON.parse(value), null, 2))}
    />
  )
}

type Mount = typeof import('./code-mirror')['mountCodeMirror']

/** The editor in its box once it has loaded, kept in step with the props. */
function useEditor(value: string, options: CodeOptions, problems: readonly Problem[], onChange: (text: string) => void) {
  const box = useRef<HTMLDivElement>(null)
  const area = useRef<HTMLTextAreaElement>(null)
  const [editor, setEditor] = useState<CodeMirror | null>(null)
  const type = useEffectEvent(onChange)
  const mount = useEffectEvent((mountCodeMirror: Mount) => {
    const { activeElement } = document
    const plain = area.current!
    const { selectionStart, selectionEnd } = plain
    const made = mountCodeMirror(box.current!, { text: plain.value, options, onChange: type })
    if (activeElement === plain) made.select(selectionStart, selectionEnd)
    // Never two fields of one name, not even until the next rendering.
    plain.hidden = true
    setEditor(made)
    return made
  })
  useEffect(() => {
    let made: CodeMirror | undefined
    let gone = false
    void import('./code-mirror').then(({ mountCodeMirror }) => {
      if (!gone) made = mount(mountCodeMirror)
    })
    return () => {
      gone = true
      made?.destroy()
    }
  }, [])
  const { language, label, describedBy, invalid, readOnly, placeholder } = options
  useEffect(() => {
    editor?.setOptions({ language, label, describedBy, invalid, readOnly, placeholder })
  }, [editor, language, label, describedBy, invalid, readOnly, placeholder])
  useEffect(() => editor?.setText(value), [editor, value])
  useEffect(() => editor?.setProblems(problems), [editor, problems])
  return { box, area, editor }
}

function problemsOf(text: string, language: Props['language'], lint: Props['lint']): readonly Problem[] {
  if (!text.trim()) return []
  const { complete, fault } = language === 'json' ? readBeginning(text) : { complete: true, fault: undefined }
  if (complete) return lint?.(text) ?? []
  const at = fault?.at ?? text.trimEnd().length
  const message = fault?.message ?? 'The JSON ends too early.'
  return [{ from: Math.min(at, text.length - 1), to: Math.min(at + 1, text.length), severity: 'error', message }]
}
