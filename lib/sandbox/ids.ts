const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** A prefix and so many letters and digits, as vendors write their ids. */
export function newId(prefix: string, length: number, random: () => number): string {
  let id = prefix
  for (let i = 0; i < length; i++) id += LETTERS[Math.floor(random() * LETTERS.length)]
  return id
}
