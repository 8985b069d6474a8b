import { useEffect } from 'react'
import { views } from '.'

const SIGNS = ['pointerdown', 'keydown'] as const

/**
 * Loads the views as soon as somebody does anything: while six answers stream over HTTP/1.1 the browser has no connection left to
 * load them by.
 */
export function useLoadEarly() {
  useEffect(() => {
    const load = () => {
      stop()
      for (const view of views) view.load?.().catch(() => {})
    }
    const stop = () => SIGNS.forEach(sign => void document.removeEventListener(sign, load, true))
    for (const sign of SIGNS) document.addEventListener(sign, load, true)
    return stop
  }, [])
}
