import { lazy } from 'react'
import type { Params } from '@/lib/playground/types'
import type { Editor } from './editor'

/** What has a chip of its own, or belongs to one. */
export const ELSEWHERE: ReadonlySet<string> = new Set([
  'temperature',
  'max_tokens',
  'max_completion_tokens',
  'thinking',
  'reasoning_effort',
  'tools',
  'tool_choice',
  'parallel_tool_calls',
  'functions',
  'function_call',
  'response_format',
  'stream_options',
])

/** Every other parameter of the request, by its row in the table of parameters. */
export const more: Editor = {
  id: 'more',
  title: 'More',
  short: 'more',
  icon: 'sliders',
  fields: [],
  summary(params) {
    const names = namesOf(params)
    if (!names.length) return null
    return names.length > 2 ? String(names.length) : names.map(name => wordFor(name, params[name])).join(' ')
  },
  Controls: lazy(() => import('./more-controls')),
}

function namesOf(params: Params): string[] {
  return Object.keys(params).filter(name => !ELSEWHERE.has(name) && params[name] != null)
}

function wordFor(name: string, value: unknown): string {
  return typeof value === 'number' || typeof value === 'string' ? `${name} ${value}` : name
}
