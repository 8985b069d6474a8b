import { useEffect } from 'react'
import { usePlayground } from '@/lib/playground/context'
import type { Theme } from '@/lib/playground/slices/ui'

const YEAR = 31_536_000

/** Puts the chosen theme on the page, and in a cookie so that the server's first paint has it next time. */
export function useTheme() {
  const theme = usePlayground(state => state.ui.theme)
  const restored = usePlayground(state => state.saved !== 'restoring')
  useEffect(() => {
    if (!restored) return
    if (theme === 'system') delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = theme
    paintBars(theme)
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not everywhere
    document.cookie = `theme=${theme}; path=/; max-age=${YEAR}; samesite=lax`
  }, [theme, restored])
}

/** The browser's own bar follows; each of its two colours is for one setting of the system. */
function paintBars(theme: Theme) {
  for (const bar of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    const shown = theme === 'system' ? (bar.media.includes('dark') ? 'dark' : 'light') : theme
    bar.content = BARS[shown]
  }
}

/** As `--bg`. */
const BARS = { light: '#f6f6f8', dark: '#0b0c0f' }
