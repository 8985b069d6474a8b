import { type ComponentProps, useLayoutEffect, useRef } from 'react'

/** Grows with its text: by CSS where the browser can (`field-sizing`), else by measuring. */
export function TextArea({ className = '', value, ref, ...rest }: ComponentProps<'textarea'> & { value: string }) {
  const own = useRef<HTMLTextAreaElement>(null)
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
  return <textarea rows={1} {...rest} ref={hold} value={value} className={`text-area ${className}`} />
}
