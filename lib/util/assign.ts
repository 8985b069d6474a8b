type Texts = Record<string, string>

/** Copies the members of `from` into another. To join two with `...` takes ten times as long. */
export function assign(into: Texts, from: Readonly<Texts>): Texts {
  for (const name in from) into[name] = from[name]!
  return into
}
