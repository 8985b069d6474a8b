const NAMED: Readonly<Record<string, string>> = { '↵': 'enter', Esc: 'escape' }

/** Whether these keys, as a command writes them, were pressed. ⌘ is Ctrl on other machines. */
export function arePressed(keys: string, event: KeyboardEvent): boolean {
  const key = keys.replace(/[⌘⇧⌥]/g, '')
  const pressed = event.key.toLowerCase()
  if (keys.includes('⌘') !== (event.metaKey || event.ctrlKey)) return false
  if (keys.includes('⌥') !== event.altKey) return false
  // On some keyboards a sign needs Shift and on others it does not.
  if (/[\p{L}↵]/u.test(key) && keys.includes('⇧') !== event.shiftKey) return false
  const [from, to] = key.split('–')
  return to ? pressed.length === 1 && pressed >= from! && pressed <= to : pressed === (NAMED[key] ?? key.toLowerCase())
}
