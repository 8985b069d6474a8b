import type { ChatRequest, Note } from '@/lib/chat/types'
import type { OpenAIBody } from './types'

const MEMBERS = ['tools', 'tool_choice', 'functions', 'function_call'] as const

export function toTools(request: ChatRequest): { body: Partial<OpenAIBody>; notes: Note[] } {
  const body = Object.fromEntries(MEMBERS.flatMap(key => (request[key] == null ? [] : [[key, request[key]]])))
  return { body, notes: [] }
}
