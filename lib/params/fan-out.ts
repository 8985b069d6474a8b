import type { ChatRequest } from '@/lib/chat/types'
import type { Ask, WireId } from '@/lib/wires/wire'

/** Do `n` choices fit into one request? Anthropic and Converse give one; Gemini several, before version 3 and unstreamed. */
export function fitsOne(request: ChatRequest, wire: WireId, { can }: Pick<Ask, 'can'>): boolean {
  const n = request.n ?? 1
  if (n <= 1) return true
  if (wire === 'anthropic' || wire === 'converse') return false
  if (wire === 'gemini' && request.stream) return false
  return can.n && n <= (can.mostChoices ?? Infinity)
}

/** How many sendings a request needs at a target: `n` where its wire gives one choice at a time, else 1. */
export function fanOut(request: ChatRequest, wire: WireId, ask: Ask): number {
  return ask.unsupported !== 'emulate' || fitsOne(request, wire, ask) ? 1 : (request.n ?? 1)
}
