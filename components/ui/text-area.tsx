import { type ComponentProps, useLayoutEffect, useRef, useState } from 'react'

/**
 * Grows with its text: by CSS where the browser can (`field-sizing`), else by measuring. The text is put into the field here, because
 * React would also write it into the document at every key, as what the field began with.
 */
export function TextArea({ className = '', value, ref, ...rest }: ComponentProps<'textarea'> & { value: string }) {
  const own = useRef<HTMLTextAreaElement>(null)
  const [first] = useState(value)
  useLayoutEffect(() => {
    if (own.current && own.current.value !== value) own.current.value = value
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text
  useLayoutEffect(() => {
    const area = own.current
    if (!area || CSS.supports('field-sizing', 'content')) return
    area.style.height = 'auto'
    area.style.height = `${area.scrollHeight}px`
  }, [value])
  const hold = (area: HTMLTextAreaElement | null) => {
    own.current = area
    if (typeof ref === 'function') return ref(area)
    if (ref) ref.current = area
  }
  return <textarea rows={1} {...rest} ref={hold} defaultValue={first} className={`text-area ${className}`} />
}
