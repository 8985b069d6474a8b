import { type ReactElement, useCallback, useRef } from 'react'
import { ACCEPTED } from '@/lib/playground/file-types'

/** The browser's own dialog for files; `open` says for which message. `input` must be somewhere on the page. */
export function useFileChooser(onFiles: (files: File[], messageId?: string) => void): {
  open(messageId?: string): void
  input: ReactElement
} {
  const field = useRef<HTMLInputElement>(null)
  const forMessage = useRef<string>(undefined)
  const open = useCallback((messageId?: string) => {
    forMessage.current = messageId
    field.current?.click()
  }, [])
  const input = (
    <input
      ref={field}
      type="file"
      multiple
      hidden
      accept={ACCEPTED}
      aria-label="Files to attach"
      onChange={event => {
        onFiles([...(event.target.files ?? [])], forMessage.current)
        // The same file may be chosen again.
        event.target.value = ''
      }}
    />
  )
  return { open, input }
}
