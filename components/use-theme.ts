import { useEffect } from 'react'
import { usePlayground } from '@/lib/playground/context'

const YEAR = 31_536_000

/** Puts the chosen theme on the page, and in a cookie so that the server's first paint has it next time. */
export function useTheme() {
  const theme = usePlayground(state => state.ui.theme)
  const restored = usePlayground(state => state.saved !== 'restoring')
  useEffect(() => {
    if (!restored) return
    if (theme === 'system') delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = theme
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not everywhere
    document.cookie = `theme=${theme}; path=/; max-age=${YEAR}; samesite=lax`
  }, [theme, restored])
}
