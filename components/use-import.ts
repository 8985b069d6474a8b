import { useEffect } from 'react'
import { usePlaygroundStore } from '@/lib/playground/context'

/** A .json file dropped anywhere, or a body or curl command pasted where nobody writes, opens the import with it. */
export function useImport() {
  const store = usePlaygroundStore()
  useEffect(() => {
    const open = (text: string) => store.getState().openDialog('import', text)
    const over = (event: DragEvent) => {
      if ([...(event.dataTransfer?.items ?? [])].some(({ type }) => type === 'application/json')) event.preventDefault()
    }
    const drop = (event: DragEvent) => {
      const file = [...(event.dataTransfer?.files ?? [])].find(
        ({ name, type }) => type === 'application/json' || /\.json$/i.test(name),
      )
      if (!file) return
      event.preventDefault()
      event.stopPropagation()
      void file.text().then(open)
    }
    const paste = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData('text/plain') ?? ''
      if (event.defaultPrevented || isField(event.target) || store.getState().dialog || !/^\s*(\{|(\$ )?curl\s)/.test(text))
        return
      void import('@/lib/playground/exchange').then(({ isImport }) => isImport(text) && open(text))
    }
    document.addEventListener('dragover', over, true)
    document.addEventListener('drop', drop, true)
    document.addEventListener('paste', paste)
    return () => {
      document.removeEventListener('dragover', over, true)
      document.removeEventListener('drop', drop, true)
      document.removeEventListener('paste', paste)
    }
  }, [store])
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
}
