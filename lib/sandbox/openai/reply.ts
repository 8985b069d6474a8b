import type { ChatCompletion, ChatCompletionMessage, ChatCompletionTokenLogprob } from 'openai/resources/chat/completions'
import type { EngineUsage } from '../engine/types'
import { newId } from '../ids'
import type { Step } from '../run'
import { type ChatEvent, type Finish, type Frame, finishOf, finite, moderationOf, usageOf } from './frame'
import type { ChatBody } from './request'

type Reply = Omit<ChatCompletion, 'service_tier'> & { service_tier: string }

/** Waits for every choice. */
export async function toReply(
  steps: AsyncIterable<Step<ChatEvent>>,
  body: ChatBody,
  frame: Frame,
  random: () => number,
): Promise<Reply> {
  const choices = Array.from({ length: body.n ?? 1 }, () => new ChoiceReply(body, random))
  for await (const { choice, event } of steps) choices[choice]!.add(event)
  return {
    ...frame,
    object: 'chat.completion',
    choices: choices.map((choice, index) => choice.toChoice(index)),
    usage: usageOf(choices.flatMap(choice => choice.usage ?? [])),
    ...moderationOf(body),
  }
}

class ChoiceReply {
  usage?: EngineUsage
  private thinking: string[] = []
  private text: string[] = []
  private refusal: string[] = []
  private logprobs: ChatCompletionTokenLogprob[] = []
  private refusalLogprobs: ChatCompletionTokenLogprob[] = []
  private calls: { name: string; arguments: string[] }[] = []
  private finish: Finish = 'stop'

  constructor(
    private readonly body: ChatBody,
    private readonly random: () => number,
  ) {}

  add(event: ChatEvent) {
    switch (event.kind) {
      case 'thinking':
        this.thinking.push(event.text)
        return
      case 'text':
        this.text.push(event.text)
        if (event.logprob) this.logprobs.push(finite(event.logprob))
        return
      case 'refusal':
        this.refusal.push(event.text)
        this.refusalLogprobs.push(event.logprob)
        return
      case 'call':
        this.calls[event.index] = { name: event.name, arguments: [] }
        return
      case 'arguments':
        this.calls[event.index]?.arguments.push(event.text)
        return
      case 'end':
        this.usage = event.usage
        this.finish = finishOf(event, this.body.functions !== undefined)
    }
  }

  toChoice(index: number): ChatCompletion.Choice {
    const logprobs = this.refusal.length
      ? { content: null, refusal: this.refusalLogprobs }
      : { content: this.logprobs, refusal: null }
    return { index, message: this.toMessage(), logprobs: this.body.logprobs ? logprobs : null, finish_reason: this.finish }
  }

  private toMessage(): ChatCompletionMessage & { reasoning_content?: string } {
    const calls = this.calls.map(call => ({ name: call.name, arguments: call.arguments.join('') }))
    const text = this.text.join('')
    return {
      role: 'assistant',
      content: text || !(calls.length || this.refusal.length) ? text : null,
      refusal: this.refusal.length ? this.refusal.join('') : null,
      annotations: [],
      ...(this.thinking.length > 0 && { reasoning_content: this.thinking.join('') }),
      ...(calls.length > 0 && this.callsOf(calls)),
    }
  }

  private callsOf(calls: { name: string; arguments: string }[]): Pick<ChatCompletionMessage, 'tool_calls' | 'function_call'> {
    if (this.body.functions) return { function_call: calls[0] }
    return { tool_calls: calls.map(call => ({ id: newId('call_', 24, this.random), type: 'function', function: call })) }
  }
}
