/** The value of `12 * (3 + 4)`; undefined where it is none. */
export function calculate(text: string): number | undefined {
  const signs =
    text
      .replace(/×/g, '*')
      .replace(/÷/g, '/')
      .replace(/,(?=\d{3})/g, '')
      .replace(/\*\*/g, '^')
      .match(/\d+(?:\.\d+)?|[-+*/^()%]/g) ?? []
  if (signs.length === 0 || signs.length > 60) return undefined
  let at = 0

  function sum(): number {
    let value = product()
    while (signs[at] === '+' || signs[at] === '-') value = signs[at++] === '+' ? value + product() : value - product()
    return value
  }

  function product(): number {
    let value = power()
    while (signs[at] === '*' || signs[at] === '/' || signs[at] === '%') {
      const sign = signs[at++]
      const other = power()
      value = sign === '*' ? value * other : sign === '/' ? value / other : value % other
    }
    return value
  }

  function power(): number {
    const base = single()
    if (signs[at] !== '^') return base
    at++
    return base ** power()
  }

  function single(): number {
    const sign = signs[at++]
    if (sign === '-') return -single()
    if (sign !== '(') return sign === undefined ? Number.NaN : Number(sign)
    const value = sum()
    return signs[at++] === ')' ? value : Number.NaN
  }

  const value = sum()
  return at === signs.length && Number.isFinite(value) ? Number(value.toPrecision(12)) : undefined
}
