import type { EngineAsk } from './types'

/** What a message costs besides its text, and an image: a tile of 512 × 512 pixels, four at most. */
const PER_TURN = 4
const PER_TILE = 85
const PER_PAGE = 250

/** Tokens of everything that was sent: turns, calls, tools, schema, images, files. */
export function promptTokens({ turns, tools, schema }: EngineAsk, count: (text: string) => number): number {
  let tokens = 3
  for (const { text, calls = [], images = [], files = [] } of turns) {
    tokens += PER_TURN + count(text)
    for (const call of calls) tokens += PER_TURN + count(call.name) + count(call.arguments)
    for (const { width = 512, height = 512 } of images)
      tokens += PER_TILE * Math.min(4, Math.ceil(width / 512) * Math.ceil(height / 512))
    tokens += PER_PAGE * files.length
  }
  for (const { name, description = '', schema: shape } of tools)
    tokens += PER_TURN + count(name) + count(description) + count(JSON.stringify(shape))
  if (schema !== undefined) tokens += schema === 'object' ? PER_TURN : count(JSON.stringify(schema))
  return tokens
}
