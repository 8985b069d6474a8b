import type { DialogName } from '@/lib/playground/slices/ui'
import type { PlaygroundState } from '@/lib/playground/store'
import type { IconName } from '../ui/icon'
import type { Command } from './command'
import { goToColumn, goToNew } from './go-to-column'

export type { Command } from './command'

const RUN = 'Run'
const COLUMNS = 'Columns'
const PAGE = 'Page'

const hasRoom = ({ columns }: PlaygroundState) => columns.length < 6
const focusedLetter = ({ columns, focused }: PlaygroundState) => columns.find(({ id }) => id === focused)?.letter

/** What the page can do, whatever is on it. The palette shows these and what {@link commandsOf} makes of the state. */
export const commands: readonly Command[] = [
  { id: 'run', name: 'Run all columns', group: RUN, icon: 'right', keys: '⌘↵', keywords: 'send start', act: runAll },
  {
    id: 'run-focused',
    name: 'Run the focused column',
    group: RUN,
    icon: 'right',
    keys: '⇧⌘↵',
    keywords: 'send one',
    act: state => state.run(state.focused),
  },
  {
    id: 'stop',
    name: 'Stop all runs',
    group: RUN,
    icon: 'stop',
    keys: 'Esc',
    keywords: 'cancel abort',
    when: state => state.running.length > 0,
    act: state => state.stopAll(),
  },
  {
    id: 'palette',
    name: 'Search or run a command',
    group: PAGE,
    icon: 'search',
    keys: '⌘K',
    keysOnly: true,
    act: state => state.openDialog('palette'),
  },
  {
    id: 'prompt',
    name: 'Show or hide the prompt',
    group: PAGE,
    icon: 'panel',
    keys: '⌘\\',
    keywords: 'pane sidebar',
    act: state => state.togglePrompt(),
  },
  {
    id: 'inspector',
    name: 'Open or close the inspector',
    group: PAGE,
    icon: 'drawer',
    keys: '⌘J',
    keywords: 'drawer receipt',
    act: state => state.toggleInspector(),
  },
  {
    id: 'go',
    name: 'Go to a column',
    group: COLUMNS,
    icon: 'columns',
    keys: '⌘1–6',
    keysOnly: true,
    act: (state, event) => goToColumn(state, Number(event?.key) - 1),
  },
  {
    id: 'duplicate',
    name: 'Duplicate the focused column',
    group: COLUMNS,
    icon: 'copy',
    keys: '⌘D',
    keywords: 'copy',
    when: hasRoom,
    act: state => goToNew(state, state.duplicateColumn(state.focused)),
  },
  {
    id: 'add-column',
    name: 'Add a column',
    group: COLUMNS,
    icon: 'plus',
    keywords: 'new compare model',
    when: hasRoom,
    act: state => goToNew(state, state.addColumn()),
  },
  {
    id: 'remove-column',
    name: 'Remove the focused column',
    group: COLUMNS,
    icon: 'x',
    keywords: 'delete close',
    when: ({ columns }) => columns.length > 1,
    act: state => state.removeColumn(state.focused),
  },
  {
    id: 'choose-model',
    name: 'Choose the focused column’s model…',
    group: COLUMNS,
    icon: 'stack',
    keywords: 'change replace own host ollama vllm',
    when: state => focusedLetter(state) !== undefined,
    act: state => state.openDialog('model', state.focused),
  },
  {
    id: 'undo',
    name: 'Undo the last deletion',
    group: PAGE,
    icon: 'reply',
    keys: '⌘Z',
    notWhileWriting: true,
    keywords: 'bring back restore',
    when: ({ deletions }) => deletions.length > 0,
    act: state => state.undo(),
  },
  { ...opens('assist', 'Draft a title', 'thinking', 'assist name'), group: 'Prompt' },
  opens('history', 'History of runs…', 'past', 'earlier answers again'),
  {
    id: 'save',
    name: 'Save the prompt',
    group: PAGE,
    icon: 'check',
    keys: '⌘S',
    keywords: 'keep preset name',
    act: state => void state.savePrompt(),
  },
  opens('prompts', 'Open a saved prompt…', 'folder', 'preset load'),
  opens('export', 'Export as a file…', 'down', 'download save json openai body'),
  opens('import', 'Import…', 'up', 'file open json openai body paste'),
  opens('share', 'Share by a link…', 'share', 'prompt link send copy url'),
  opens('keys', 'Keys and access token', 'key', 'api secret credentials'),
  { ...opens('shortcuts', 'List the shortcuts', 'help', 'keyboard keys help'), keys: '?' },
  {
    id: 'docs',
    name: 'Open the documentation',
    group: PAGE,
    icon: 'book',
    keywords: 'help api headers parameters configs errors curl sdk',
    act: () => window.open('/docs', '_blank', 'noopener'),
  },
  theme('light', 'Light theme', 'sun'),
  theme('dark', 'Dark theme', 'moon'),
  theme('system', 'Theme of the system', 'system'),
]

/** Those with keys, as `?` lists them. */
export const shortcuts: readonly (Command & { keys: string })[] = commands.filter(hasKeys)

function hasKeys(command: Command): command is Command & { keys: string } {
  return command.keys !== undefined
}

function runAll(state: PlaygroundState) {
  state.setMobileTab('results')
  // Leads back to the prompt where something is missing.
  state.runAll()
}

/** A dialog as a command. */
function opens(dialog: DialogName, name: string, icon: IconName, keywords: string): Command {
  return { id: dialog, name, group: PAGE, icon, keywords, act: state => state.openDialog(dialog) }
}

function theme(value: 'system' | 'light' | 'dark', name: string, icon: IconName): Command {
  return {
    id: `theme-${value}`,
    name,
    group: PAGE,
    icon,
    keywords: 'colour color mode appearance',
    when: ({ ui }) => ui.theme !== value,
    act: state => state.setTheme(value),
  }
}
