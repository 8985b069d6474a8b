import { useState } from 'react'

/** A value as JSON text to be edited, with two spaces. */
export function toJsonText(value: unknown): string {
  return value == null ? '' : JSON.stringify(value, null, 2)
}

/**
 * The text of a value while it is being edited: what was typed stands as it was typed, also while it is no JSON yet, until the
 * value becomes another one from elsewhere. `set` is called with each text that is JSON, and with `undefined` for none.
 */
export function useJsonDraft(value: unknown, set: (value: unknown) => void): [text: string, type: (text: string) => void] {
  const [draft, setDraft] = useState<{ text: string; of: unknown }>()
  const type = (text: string) => {
    const typed = parsed(text)
    setDraft({ text, of: typed ? typed.value : value })
    if (typed) set(typed.value)
  }
  return [draft && draft.of === value ? draft.text : toJsonText(value), type]
}

function parsed(text: string): { value: unknown } | undefined {
  if (!text.trim()) return { value: undefined }
  try {
    return { value: JSON.parse(text) }
  } catch {
    return undefined
  }
}
