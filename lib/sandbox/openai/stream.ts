import type { ChatCompletionChunk } from 'openai/resources/chat/completions'
import type { EngineUsage } from '../engine/types'
import { newId } from '../ids'
import type { Step } from '../run'
import { type ChatEvent, type Frame, finishOf, finite, moderationOf, usageOf } from './frame'
import type { ChatBody } from './request'

type Delta = ChatCompletionChunk.Choice.Delta & { reasoning_content?: string }
type Chunk = Omit<ChatCompletionChunk, 'service_tier'> & { service_tier: string; obfuscation?: string }

/** The answer as server-sent events; `[DONE]` only after every choice has ended. */
export async function* toEvents(
  steps: AsyncIterable<Step<ChatEvent>>,
  body: ChatBody,
  frame: Frame,
  random: () => number,
): AsyncGenerator<string> {
  const choices = Array.from({ length: body.n ?? 1 }, () => new ChoiceStream(body, random))
  const wantsUsage = body.stream_options?.include_usage === true
  const obfuscate = body.stream_options?.include_obfuscation === true
  const ends: EngineUsage[] = []
  const write = (chunk: Partial<Chunk> & Pick<Chunk, 'choices'>) => {
    const shared = { ...frame, object: 'chat.completion.chunk' as const, ...(wantsUsage && { usage: null }) }
    const padding = obfuscate ? { obfuscation: newId('', 1 + Math.floor(random() * 16), random) } : {}
    return `data: ${JSON.stringify({ ...shared, ...chunk, ...padding } satisfies Chunk)}\n\n`
  }
  for await (const { choice, event } of steps) {
    if (event.kind === 'end') ends.push(event.usage)
    for (const piece of choices[choice]!.next(event)) yield write({ choices: [{ index: choice, ...piece }] })
  }
  if (ends.length < choices.length) return
  if (body.moderation) yield write({ choices: [], ...moderationOf(body) })
  if (wantsUsage) yield write({ choices: [], usage: usageOf(ends) })
  yield 'data: [DONE]\n\n'
}

type Piece = Omit<ChatCompletionChunk.Choice, 'index' | 'delta'> & { delta: Delta }

/** The deltas of one choice. */
class ChoiceStream {
  private started = false
  private readonly legacy: boolean
  private readonly asked: boolean
  constructor(
    body: ChatBody,
    private readonly random: () => number,
  ) {
    this.legacy = body.functions !== undefined
    this.asked = body.logprobs === true
  }

  *next(event: ChatEvent): Generator<Piece> {
    if (!this.started) {
      this.started = true
      yield piece({ role: 'assistant', content: event.kind === 'call' || event.kind === 'refusal' ? null : '', refusal: null })
    }
    switch (event.kind) {
      case 'thinking':
        yield piece({ reasoning_content: event.text })
        return
      case 'text':
        if (!event.text && !event.logprob) return
        yield {
          ...piece({ content: event.text }),
          logprobs: this.asked && event.logprob ? { content: [finite(event.logprob)], refusal: null } : null,
        }
        return
      case 'refusal':
        yield {
          ...piece({ refusal: event.text }),
          logprobs: this.asked ? { content: null, refusal: [event.logprob] } : null,
        }
        return
      case 'call':
        yield piece(
          this.legacy
            ? { function_call: { name: event.name, arguments: '' } }
            : {
                tool_calls: [
                  {
                    index: event.index,
                    id: newId('call_', 24, this.random),
                    type: 'function',
                    function: { name: event.name, arguments: '' },
                  },
                ],
              },
        )
        return
      case 'arguments':
        yield piece(
          this.legacy
            ? { function_call: { arguments: event.text } }
            : { tool_calls: [{ index: event.index, function: { arguments: event.text } }] },
        )
        return
      case 'end':
        yield { ...piece({}), finish_reason: finishOf(event, this.legacy) }
    }
  }
}

const piece = (delta: Delta): Piece => ({ delta, logprobs: null, finish_reason: null })
