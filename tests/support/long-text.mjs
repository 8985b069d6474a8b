/** Text as models write it, without end, cut in tokens; the same for the same seed. For replays of long answers. */

const WORDS =
  'the retry budget rose from three to eight attempts per call so a short stall is multiplied instead of absorbed and latency follows it'.split(
    ' ',
  )
const EMOJI = ['🙂', '👩‍👩‍👧‍👦', '🇩🇪', '👍🏽', 'é', '中文', '𝒳', '🏳️‍🌈']

/**
 * So many tokens of one shape: `paragraph`, `list`, `table` and `code` never end their block, `mixed` is all of them in turn. The
 * secret stands in it again and again, so that an answer in the wrong column is seen.
 */
export function longText(shape, count, secret) {
  const random = randomFrom(secret)
  const tokens = []
  const blocks = BLOCKS[shape](random, secret)
  while (tokens.length < count) tokens.push(...tokensOf(blocks.next().value))
  return tokens.slice(0, count)
}

const BLOCKS = {
  *paragraph(random, secret) {
    for (;;) yield `${sentence(random, secret)} `
  },
  *list(random, secret) {
    for (let item = 0; ; item++) yield `${item % 5 === 4 ? '  - ' : '- '}${sentence(random, secret)}\n`
  },
  *table(random, secret) {
    yield '| Name | Value | Why |\n|---|---|---|\n'
    for (let row = 0; ; row++) yield `| ${secret} ${row} | ${words(random, 3)} | ${words(random, 6)} ${pick(random, EMOJI)} |\n`
  },
  *code(random, secret) {
    yield '```ts\n'
    for (let line = 0; ; line++)
      yield `const ${secret}${line} = call(${Math.floor(random() * 1e6)}, '${words(random, 4)}') // 🙂\n`
  },
  *mixed(random, secret) {
    for (let part = 1; ; part++) {
      yield `## Part ${part} of ${secret}\n\n`
      for (let index = 0; index < (part % 4 === 0 ? 60 : 4); index++) yield `${sentence(random, secret)} `
      yield '\n\n'
      for (let index = 0; index < 6; index++) yield `${index + 1}. ${sentence(random, secret)}\n`
      yield '\n| Name | Value |\n|---|--:|\n'
      for (let index = 0; index < 5; index++) yield `| ${words(random, 2)} | ${Math.floor(random() * 1e4)} |\n`
      yield '\n```js\n'
      for (let index = 0; index < 8; index++) yield `const part${index} = '${words(random, 3)}'\n`
      yield '```\n\n> '
      yield `${sentence(random, secret)}\n\n`
    }
  },
}

function sentence(random, secret) {
  const inner = [words(random, 4), `**${words(random, 2)}**`, words(random, 5), `\`${words(random, 1)}\``, words(random, 6)]
  const end =
    random() < 0.1 ? ` ${secret} ${pick(random, EMOJI)}` : random() < 0.1 ? ' see [the note](https://example.com/note)' : ''
  return `${inner.join(' ')}${end}.`
}

function words(random, count) {
  return Array.from({ length: count }, () => pick(random, WORDS)).join(' ')
}

/** Words with the space before them, long ones in two; an emoji of several code points comes in pieces. */
function tokensOf(text) {
  return text.match(/\s?[a-z]{1,6}|\s?\d{1,3}|\n+|\s|./gsu)
}

function pick(random, list) {
  return list[Math.floor(random() * list.length)]
}

/** A linear congruential generator, seeded by a word. */
function randomFrom(word) {
  let state = [...word].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7)
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}
