/** A value as JSON text to be edited, with two spaces. */
export function toJsonText(value: unknown): string {
  return value == null ? '' : JSON.stringify(value, null, 2)
}
