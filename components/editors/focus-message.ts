/** Puts the caret into a message that has just been made. */
export function focusMessage(id: string) {
  document.querySelector<HTMLElement>(`[data-message="${id}"] textarea`)?.focus()
}
