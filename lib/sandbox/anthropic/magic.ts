import type { EngineAsk } from '../engine/types'

/**
 * Strings Anthropic documents for testing: one makes a thinking model redact its thinking, the other makes it refuse.
 * https://docs.claude.com/en/docs/build-with-claude/extended-thinking#thinking-redaction
 * https://docs.claude.com/en/docs/test-and-evaluate/strengthen-guardrails/handle-streaming-refusals
 */
const REDACT = 'ANTHROPIC_MAGIC_STRING_TRIGGER_REDACTED_THINKING_46C9A13E193C177646C7398A98432ECCCE4C1253D5E2D82641AC0E52CC2876CB'
const REFUSE = 'ANTHROPIC_MAGIC_STRING_TRIGGER_REFUSAL_1FAEFB6177B4672DEE07F9D3AFC62588CCD2631EDCF22E8CCC1FB35B501C9C86'

export const asksForRedaction = (ask: EngineAsk) => says(ask, REDACT)
export const asksForRefusal = (ask: EngineAsk) => says(ask, REFUSE)

const says = ({ turns }: EngineAsk, words: string) => turns.some(turn => turn.role === 'user' && turn.text.includes(words))
