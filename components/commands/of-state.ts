import { STARTERS } from '@/lib/playground/defaults'
import { ROLES } from '@/lib/playground/messages'
import type { PlaygroundState } from '@/lib/playground/store'
import { editors } from '../editors'
import { focusMessage } from '../editors/focus-message'
import { roleName } from '../editors/role-name'
import { panels } from '../inspector/panels'
import { STARTER_ICONS } from '../prompt-menu'
import { views } from '../views'
import type { Command } from './command'
import { goToColumn, goToNew } from './go-to-column'

/** The commands that depend on what is on the page: its columns, the models there are, the views of an answer. */
export function commandsOf(state: PlaygroundState): Command[] {
  return [
    ...state.columns.flatMap(goTo),
    ...editors.filter(({ id }) => chipOf(id)).map(edit),
    ...ROLES.map(addMessage),
    ...views.map(view => show(view, state)),
    ...panels.map(panel => inspect(panel, state)),
    ...STARTERS.map(begin),
  ]
}

/** Every model twice: for the focused column, and for a new one. */
export function modelCommands({ columns, focused, models }: PlaygroundState): Command[] {
  const column = columns.find(({ id }) => id === focused) ?? columns[0]!
  const replace = models.map(
    ({ id, name, provider, model }): Command => ({
      id: `use-${id}`,
      name: id,
      group: `Use in column ${column.letter}`,
      icon: 'stack',
      keywords: `${name} model replace`,
      act: state => state.setModel(column.id, { provider, model }),
    }),
  )
  const add = models.map(
    ({ id, name, provider, model }): Command => ({
      id: `add-${id}`,
      name: id,
      group: 'In a new column',
      icon: 'plus',
      keywords: `${name} model add compare`,
      act: state => goToNew(state, state.addColumn({ provider, model })),
    }),
  )
  return columns.length < 6 ? [...replace, ...add] : replace
}

function goTo({ id, letter, provider, model }: PlaygroundState['columns'][number], index: number): Command[] {
  const group = 'Columns'
  return [
    {
      id: `go-${id}`,
      name: `Go to column ${letter}`,
      group,
      icon: 'columns',
      keys: `⌘${index + 1}`,
      keywords: `${provider}/${model}`,
      act: state => goToColumn(state, index),
    },
    {
      id: `run-${id}`,
      name: `Run column ${letter}`,
      group: 'Run',
      icon: 'rerun',
      keywords: `${provider}/${model} again`,
      act: state => state.run(id),
    },
    {
      id: `route-${id}`,
      name: `Routing config of column ${letter}`,
      group,
      icon: 'fork',
      keywords: 'fallback load balance conditional retry cache targets',
      act: state => state.openDialog('route', id),
    },
  ]
}

const chipOf = (id: string) => document.querySelector<HTMLElement>(`[data-editor="${id}"]`)

function edit({ id, title, icon, fields }: (typeof editors)[number]): Command {
  return {
    id: `edit-${id}`,
    name: `Set ${title.toLowerCase()}`,
    group: 'Prompt',
    icon,
    keywords: `parameter ${fields.join(' ')}`,
    act(state) {
      state.togglePrompt(true)
      state.setMobileTab('prompt')
      requestAnimationFrame(() => {
        chipOf(id)?.focus()
        chipOf(id)?.click()
      })
    },
  }
}

function addMessage(role: (typeof ROLES)[number]): Command {
  return {
    id: `message-${role}`,
    name: `Add a message: ${roleName(role).toLowerCase()}`,
    group: 'Prompt',
    icon: 'plus',
    keywords: 'new conversation',
    act(state) {
      const id = state.addMessage(role)
      state.togglePrompt(true)
      state.setMobileTab('prompt')
      requestAnimationFrame(() => focusMessage(id))
    },
  }
}

function show({ id, title }: (typeof views)[number], { columns, focused }: PlaygroundState): Command {
  const letter = columns.find(column => column.id === focused)?.letter
  return {
    id: `view-${id}`,
    name: `Show ${letter} as ${title}`,
    group: 'Views',
    icon: 'columns',
    keywords: 'view answer',
    act(state) {
      state.setView(focused, id)
      state.setMobileTab('results')
    },
  }
}

function inspect({ id, title }: (typeof panels)[number], { columns, focused }: PlaygroundState): Command {
  const letter = columns.find(column => column.id === focused)?.letter
  return {
    id: `inspect-${id}`,
    name: `Inspect ${letter}: ${title}`,
    group: 'Views',
    icon: 'receipt',
    keywords: 'inspector',
    act: state => state.inspect(focused, id),
  }
}

function begin(starter: (typeof STARTERS)[number]): Command {
  return {
    id: `starter-${starter.id}`,
    name: starter.title,
    group: 'Begin with',
    icon: STARTER_ICONS[starter.id] ?? 'edit',
    keywords: `starter example ${starter.hint}`,
    act(state) {
      state.openStarter(starter)
      state.setMobileTab('prompt')
    },
  }
}
