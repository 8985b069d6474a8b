'use client'

import { useEffect, useLayoutEffect, useRef, useState } from 'react'

interface Tip {
  text: string
  anchor: DOMRect
}

const DELAY = 350

/**
 * One tooltip for the whole page: whatever has `data-tip` shows it on hover and on keyboard focus. It repeats a name or adds a
 * detail that is also in the element's accessible name, so it is hidden from screen readers.
 */
export function Tooltip() {
  const tip = useTip()
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (tip && box.current) place(box.current, tip.anchor)
  }, [tip])
  if (!tip) return null
  return (
    <div ref={box} className="tip" aria-hidden="true">
      {tip.text}
    </div>
  )
}

function useTip(): Tip | null {
  const [tip, setTip] = useState<Tip | null>(null)
  useEffect(() => {
    let timer: number | undefined
    let current: Element | null = null
    const show = (element: Element) => {
      const text = element.getAttribute('data-tip')
      setTip(text ? { text, anchor: element.getBoundingClientRect() } : null)
    }
    const hide = () => {
      clearTimeout(timer)
      current = null
      setTip(null)
    }
    const over = (event: PointerEvent) => {
      const element = event.pointerType === 'mouse' && event.target instanceof Element ? event.target.closest('[data-tip]') : null
      if (element === current) return
      hide()
      current = element
      if (element) timer = window.setTimeout(show, DELAY, element)
    }
    const focus = (event: FocusEvent) => {
      const element = event.target instanceof Element ? event.target.closest('[data-tip]') : null
      if (element?.matches(':focus-visible')) show(element)
    }
    const key = (event: KeyboardEvent) => event.key === 'Escape' && hide()
    document.addEventListener('pointerover', over)
    document.addEventListener('pointerdown', hide)
    document.addEventListener('focusin', focus)
    document.addEventListener('focusout', hide)
    document.addEventListener('keydown', key)
    document.addEventListener('scroll', hide, true)
    return () => {
      hide()
      document.removeEventListener('pointerover', over)
      document.removeEventListener('pointerdown', hide)
      document.removeEventListener('focusin', focus)
      document.removeEventListener('focusout', hide)
      document.removeEventListener('keydown', key)
      document.removeEventListener('scroll', hide, true)
    }
  }, [])
  return tip
}

/** Under its element, above it where there is no room, always inside the window. */
function place(box: HTMLElement, anchor: DOMRect) {
  const gap = 6
  const below = anchor.bottom + gap + box.offsetHeight < innerHeight
  box.style.top = `${below ? anchor.bottom + gap : anchor.top - gap - box.offsetHeight}px`
  const left = anchor.left + anchor.width / 2 - box.offsetWidth / 2
  box.style.left = `${Math.max(8, Math.min(left, innerWidth - box.offsetWidth - 8))}px`
}
