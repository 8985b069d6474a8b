/** A word for a POSIX shell: nothing inside single quotes means anything but the quote itself. */
export function shellWord(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`
}

/** A JSON value as Python writes it. JSON's strings and numbers mean the same there. */
export function pythonValue(value: unknown, indent = ''): string {
  if (value === true) return 'True'
  if (value === false) return 'False'
  return written(value, indent, PYTHON)
}

/** A JSON value as JavaScript writes it, safe inside a page's `<script>` too. */
export function javascriptValue(value: unknown, indent = ''): string {
  return written(value, indent, JAVASCRIPT)
}

interface Language {
  step: string
  nothing: string
  text(text: string): string
  name(name: string): string
  value(value: unknown, indent: string): string
}

const PYTHON: Language = { step: '    ', nothing: 'None', text: JSON.stringify, name: JSON.stringify, value: pythonValue }

const JAVASCRIPT: Language = {
  step: '  ',
  nothing: 'null',
  text: text => JSON.stringify(text).replace(/<(?=\/?script|!--)/gi, String.raw`\x3c`),
  // Written plainly, that one would set the prototype.
  name: name => (name === '__proto__' ? '["__proto__"]' : /^[a-z_$][\w$]*$/i.test(name) ? name : JAVASCRIPT.text(name)),
  value: javascriptValue,
}

/** `value` must be what JSON can say. Members that are undefined are left out, as JSON does. */
function written(value: unknown, indent: string, language: Language): string {
  if (typeof value === 'string') return language.text(value)
  if (value === null || typeof value !== 'object') return value == null ? language.nothing : JSON.stringify(value)
  const inner = indent + language.step
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}']
  const colon = (name: string, member: unknown) => `${language.name(name)}: ${language.value(member, inner)}`
  const parts = Array.isArray(value)
    ? value.map(item => language.value(item, inner))
    : Object.entries(value)
        .filter(([, member]) => member !== undefined)
        .map(([name, member]) => colon(name, member))
  if (!parts.length) return open + close
  return `${open}\n${parts.map(part => `${inner}${part},\n`).join('')}${indent}${close}`
}
