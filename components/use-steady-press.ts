import { useEffect } from 'react'

/** Pixels a pointer may tremble and still be where it was pressed. */
const TREMBLE = 4

interface Press {
  button: HTMLElement
  x: number
  y: number
}

/** What was pressed is what is clicked, also when something arrives between press and release and moves it from under the pointer. */
export function useSteadyPress() {
  useEffect(() => {
    let last: Press | undefined
    const press = ({ target, clientX, clientY }: PointerEvent) => {
      const button = target instanceof Element ? target.closest<HTMLElement>('button, a') : null
      last = button ? { button, x: clientX, y: clientY } : undefined
    }
    const click = (event: MouseEvent) => {
      const pressed = last
      last = undefined
      if (!pressed || !event.isTrusted || isOn(pressed.button, event) || !isWhere(pressed, event)) return
      event.preventDefault()
      event.stopPropagation()
      pressed.button.click()
    }
    // Before anybody else, or what lies there now would be clicked as well.
    window.addEventListener('pointerdown', press, true)
    window.addEventListener('click', click, true)
    return () => {
      window.removeEventListener('pointerdown', press, true)
      window.removeEventListener('click', click, true)
    }
  }, [])
}

/** A key clicks without a place. */
function isOn(button: HTMLElement, { target, detail }: MouseEvent): boolean {
  return detail === 0 || (target instanceof Node && button.contains(target))
}

function isWhere({ x, y }: Press, { clientX, clientY }: MouseEvent): boolean {
  return Math.hypot(clientX - x, clientY - y) <= TREMBLE
}
