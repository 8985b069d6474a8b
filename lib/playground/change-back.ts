import type { PlaygroundState } from './store'
import type { Column, Params, Prompt } from './types'

type Document = Pick<PlaygroundState, 'prompt' | 'columns'>

/** How a change of title, messages or params is taken back without touching what is edited after it; nothing where it changed none. */
export function changeBack(before: Document, after: Document): ((now: PlaygroundState) => Document) | undefined {
  if (before.prompt === after.prompt && before.columns === after.columns) return
  return now => ({ prompt: promptBack(before.prompt, after.prompt, now.prompt), columns: columnsBack(before, after, now) })
}

function promptBack(before: Prompt, after: Prompt, now: Prompt): Prompt {
  const changed = before.messages.filter(entry => after.messages.find(({ id }) => id === entry.id)?.message !== entry.message)
  return {
    ...now,
    title: before.title === after.title ? now.title : before.title,
    messages: now.messages.map(entry => changed.find(({ id }) => id === entry.id) ?? entry),
    params: paramsBack(before.params, after.params, now.params),
  }
}

function columnsBack(before: Document, after: Document, now: Document): Column[] {
  return now.columns.map(column => {
    const [one, other] = [before, after].map(({ columns }) => columns.find(({ id }) => id === column.id)?.params)
    return one && other && one !== other ? { ...column, params: paramsBack(one, other, column.params) } : column
  })
}

function paramsBack(before: Params, after: Params, now: Params): Params {
  const names = Object.keys({ ...before, ...after }).filter(name => before[name] !== after[name])
  const rest = Object.entries(now).filter(([name]) => !names.includes(name))
  const back = names.filter(name => Object.hasOwn(before, name)).map(name => [name, before[name]])
  return Object.fromEntries([...rest, ...back])
}
