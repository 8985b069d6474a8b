'use client'

import { usePlayground } from '@/lib/playground/context'
import { loadPalette } from './commands/load-palette'
import { PromptMenu } from './prompt-menu'
import { RunButton } from './run-button'
import { Button, IconButton } from './ui/button'
import { Icon } from './ui/icon'
import { Mark } from './ui/mark'
import { Menu } from './ui/menu'
import { useKeys, useMedia } from './ui/use-platform'

/** The prompt's name on the left; theme, Stop and Run on the right. */
export function TopBar() {
  return (
    <header className="top">
      <Mark />
      <h1 className="unseen">Refract playground</h1>
      <Title />
      <PromptMenu />
      <SaveState />
      <span className="grow wide" />
      <SearchButton />
      <HistoryButton />
      <CodeButton />
      <ShareButton />
      <ThemeButton />
      <span className="divider wide" />
      <StopButton />
      <RunButton className="wide" />
      <PhoneMenu />
    </header>
  )
}

function Title() {
  const title = usePlayground(state => state.prompt.title)
  const setTitle = usePlayground(state => state.setTitle)
  return (
    <input
      className="title-field"
      aria-label="Title of the prompt"
      value={title}
      maxLength={120}
      spellCheck={false}
      onChange={event => setTitle(event.target.value)}
    />
  )
}

const SAVE_STATE = { restoring: '', saving: 'saving', saved: 'saved', failed: 'not saved' } as const

function SaveState() {
  const saved = usePlayground(state => state.saved)
  const shared = usePlayground(state => !!state.shared)
  return <span className={`save-state ${saved}`}>{shared && saved !== 'failed' ? 'shared' : SAVE_STATE[saved]}</span>
}

/** Leads to every command; on a phone only its glass is shown. */
function SearchButton() {
  const openDialog = usePlayground(state => state.openDialog)
  const keys = useKeys()
  return (
    <button
      type="button"
      className="search-button"
      aria-label="Search or run a command"
      onPointerEnter={loadPalette}
      onFocus={loadPalette}
      onClick={() => openDialog('palette')}
    >
      <Icon name="search" size="small" />
      <span className="wide">Search or run a command</span>
      <kbd className="wide">{keys('⌘K')}</kbd>
    </button>
  )
}

function HistoryButton() {
  const openDialog = usePlayground(state => state.openDialog)
  return (
    <Button className="bar-button" aria-label="History" onClick={() => openDialog('history')}>
      <Icon name="past" size="small" />
      <span className="wide">History</span>
    </Button>
  )
}

/** The request as code, in the inspector. */
function CodeButton() {
  const inspect = usePlayground(state => state.inspect)
  return (
    <Button className="wide" onClick={() => inspect(undefined, 'code')}>
      <Icon name="code" size="small" />
      Code
    </Button>
  )
}

function ShareButton() {
  const openDialog = usePlayground(state => state.openDialog)
  return (
    <Button className="bar-button" aria-label="Share" onClick={() => openDialog('share')}>
      <Icon name="share" size="small" />
      <span className="wide">Share</span>
    </Button>
  )
}

function ThemeButton() {
  const { dark, turn } = useTurnTheme()
  return (
    <span className="wide">
      <IconButton icon={dark ? 'sun' : 'moon'} name={dark ? 'Light theme' : 'Dark theme'} onClick={turn} />
    </span>
  )
}

/** Turns light to dark and back; back to what the system says, where that is the same. */
function useTurnTheme() {
  const theme = usePlayground(state => state.ui.theme)
  const setTheme = usePlayground(state => state.setTheme)
  const system = useMedia('(prefers-color-scheme: dark)') ? 'dark' : 'light'
  const shown = theme === 'system' ? system : theme
  const next = shown === 'dark' ? 'light' : 'dark'
  return { dark: shown === 'dark', turn: () => setTheme(next === system ? 'system' : next) }
}

function StopButton() {
  const running = usePlayground(state => state.running.length > 0)
  const stopAll = usePlayground(state => state.stopAll)
  if (!running) return null
  return (
    <Button look="line" tall className="stop-button" aria-label="Stop all" onClick={stopAll}>
      <Icon name="stop" size="small" />
      <span className="wide">Stop</span>
      <kbd className="wide">Esc</kbd>
    </Button>
  )
}

/** On a phone the rail is gone; what it held stands here. */
function PhoneMenu() {
  const openDialog = usePlayground(state => state.openDialog)
  const addColumn = usePlayground(state => state.addColumn)
  const runAll = usePlayground(state => state.runAll)
  const full = usePlayground(state => state.columns.length >= 6)
  const { turn } = useTurnTheme()
  const keys = useKeys()
  return (
    <span className="phone-menu">
      <Menu
        align="end"
        trigger={<IconButton icon="more" name="More" />}
        items={[
          { icon: 'right', label: 'Run all', keys: keys('⌘↵'), onSelect: runAll },
          {
            icon: 'plus',
            label: 'Add a column',
            disabled: full ? 'Six columns are the most.' : undefined,
            onSelect: () => addColumn(),
          },
          { icon: 'key', label: 'Keys', onSelect: () => openDialog('keys') },
          { icon: 'moon', label: 'Turn the theme', onSelect: turn },
          { icon: 'book', label: 'Documentation', onSelect: () => window.open('/docs', '_blank', 'noopener') },
        ]}
      />
    </span>
  )
}
