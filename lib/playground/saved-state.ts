import type { ChatMessage } from '@/lib/chat/types'
import { isObject, isOneOf, isTextRecord, isTime } from './check'
import { keysIn } from './route-keys'
import { DEFAULT_UI, INSPECTOR_HEIGHT, INSPECTOR_TABS, MOBILE_TABS, PROMPT_WIDTH, THEMES, type Ui, within } from './slices/ui'
import { type Column, LETTERS, type Prompt, type PromptMessage, type Run } from './types'

/** Raise it when older readers would misread what is saved, and say here how the older form is read. */
const VERSION = 1

/** What is being asked and of whom: what is saved as it is typed. Holds no key; keys are elsewhere in the state. */
export interface SavedDocument {
  prompt: Prompt
  columns: Column[]
}

export function writeSaved(value: object): unknown {
  return { version: VERSION, value }
}

/** Each reader gives `undefined` for what it cannot make sense of; nothing is half read. */
export function readDocument(saved: unknown): SavedDocument | undefined {
  const value = unwrapped(saved)
  return isDocument(value) ? { prompt: value.prompt, columns: value.columns } : undefined
}

export function isDocument(value: unknown): value is SavedDocument {
  return isObject(value) && isPrompt(value.prompt) && isColumns(value.columns)
}

/** Settings are read one by one: what is damaged or from another version gets its default. */
export function readUi(saved: unknown): Ui {
  const value = unwrapped(saved)
  if (!isObject(value)) return DEFAULT_UI
  const { theme, mobileTab, frames, views, pinned } = value
  const prompt = isObject(value.prompt) ? value.prompt : {}
  const inspector = isObject(value.inspector) ? value.inspector : {}
  const { prompt: pane, inspector: drawer } = DEFAULT_UI
  return {
    theme: isOneOf(THEMES, theme) ? theme : DEFAULT_UI.theme,
    prompt: { open: flag(prompt.open, pane.open), width: isTime(prompt.width) ? within(prompt.width, PROMPT_WIDTH) : pane.width },
    inspector: {
      open: flag(inspector.open, drawer.open),
      tab: isOneOf(INSPECTOR_TABS, inspector.tab) ? inspector.tab : drawer.tab,
      height: isTime(inspector.height) ? within(inspector.height, INSPECTOR_HEIGHT) : drawer.height,
    },
    mobileTab: isOneOf(MOBILE_TABS, mobileTab) ? mobileTab : DEFAULT_UI.mobileTab,
    frames: flag(frames, DEFAULT_UI.frames),
    views: isTextRecord(views) ? views : {},
    pinned: typeof pinned === 'string' ? pinned : null,
  }
}

/** A run that was under way when the page went away comes back as `aborted`, with what it had. */
export function readRun(saved: unknown): Run | undefined {
  const run = unwrapped(saved)
  if (!isRun(run)) return
  if (run.status !== 'waiting' && run.status !== 'streaming') return run
  return { ...run, status: 'aborted', endedAt: run.elapsed }
}

export function unwrapped(saved: unknown): unknown {
  return isObject(saved) && saved.version === VERSION ? saved.value : undefined
}

function flag(value: unknown, otherwise: boolean): boolean {
  return typeof value === 'boolean' ? value : otherwise
}

function isPrompt(value: unknown): value is Prompt {
  if (!isObject(value) || typeof value.title !== 'string' || !isObject(value.params)) return false
  if (value.variables !== undefined && !areVariables(value.variables)) return false
  if (!isTextRecord(value.mocks ?? {}) || !isLoop(value.loop ?? { auto: false })) return false
  return Array.isArray(value.messages) && value.messages.every(isPromptMessage) && areUnique(value.messages.map(({ id }) => id))
}

function areVariables(value: unknown): boolean {
  return isObject(value) && typeof value.on === 'boolean' && isTextRecord(value.values)
}

function isLoop(value: unknown): boolean {
  return isObject(value) && typeof value.auto === 'boolean' && isTime(value.limit ?? 0)
}

function isPromptMessage(value: unknown): value is PromptMessage {
  return isObject(value) && typeof value.id === 'string' && isMessage(value.message)
}

const SPEAKERS = ['system', 'developer', 'user', 'assistant', 'tool', 'function'] as const

function isMessage(value: unknown): value is ChatMessage {
  if (!isObject(value) || !isOneOf(SPEAKERS, value.role)) return false
  const { content } = value
  return (
    content === null || content === undefined || typeof content === 'string' || (Array.isArray(content) && content.every(isPart))
  )
}

function isPart(value: unknown): boolean {
  return isObject(value) && typeof value.type === 'string'
}

function isColumns(value: unknown): value is Column[] {
  if (!Array.isArray(value) || !value.length || !value.every(isColumn)) return false
  return areUnique(value.map(({ id }) => id)) && areUnique(value.map(({ letter }) => letter))
}

function isColumn(value: unknown): value is Column {
  if (!isObject(value) || !isOneOf(LETTERS, value.letter) || !isObject(value.params)) return false
  const { id, provider, model, host, retries } = value
  return (
    [id, provider, model, host ?? ''].every(text => typeof text === 'string') &&
    isTime(retries ?? 0) &&
    isRoute(value.route ?? { config: {} })
  )
}

function isRoute(value: unknown): boolean {
  if (!isObject(value) || !(isObject(value.config) || typeof value.config === 'string')) return false
  if (keysIn(value.config).length > 0) return false
  const { metadata, namespace, refresh } = value
  return isTextRecord(metadata ?? {}) && typeof (namespace ?? '') === 'string' && typeof (refresh ?? false) === 'boolean'
}

const STATUSES = ['waiting', 'streaming', 'done', 'error', 'aborted', 'truncated'] as const

function isRun(value: unknown): value is Run {
  if (!isObject(value) || !isOneOf(STATUSES, value.status)) return false
  const { id, columnId, provider, startedAt, elapsed, asked, completion, receipt, error, earlier, results } = value
  return (
    [id, columnId, provider].every(text => typeof text === 'string') &&
    isTime(startedAt) &&
    isTime(elapsed) &&
    isObject(asked) &&
    Array.isArray(asked.messages) &&
    (completion === null || (isObject(completion) && Array.isArray(completion.choices) && completion.choices.every(isChoice))) &&
    (receipt === undefined || (isObject(receipt) && Array.isArray(receipt.attempts))) &&
    (error === undefined || (isObject(error) && typeof error.message === 'string')) &&
    isTextRecord(results ?? {}) &&
    (earlier === undefined || (Array.isArray(earlier) && earlier.every(isRun)))
  )
}

function isChoice(value: unknown): boolean {
  return isObject(value) && isObject(value.message)
}

function areUnique(values: unknown[]): boolean {
  return new Set(values).size === values.length
}
