'use client'

import './palette.css'
import { Command as Cmdk } from 'cmdk'
import * as Radix from 'radix-ui/dialog'
import { useRef, useState } from 'react'
import { usePlayground, usePlaygroundStore } from '@/lib/playground/context'
import { Icon } from '../ui/icon'
import { useKeys } from '../ui/use-platform'
import { type Command, commands } from '.'
import { GROUPS } from './command'
import { commandsOf, modelCommands } from './of-state'
import { scoreOf } from './score'

/** ⌘K: everything the page can do, found by typing. The models come in as soon as something is typed. */
export default function Palette() {
  const store = usePlaygroundStore()
  const close = usePlayground(state => state.closeDialog)
  const [search, setSearch] = useState('')
  const [{ always, models }] = useState(() => {
    const state = store.getState()
    const offered = ({ keysOnly, when }: Command) => !keysOnly && (!when || when(state))
    return { always: [...commands.filter(offered), ...commandsOf(state)], models: modelCommands(state) }
  })
  const [before] = useState(() => document.activeElement)
  const chosen = useRef<Command>(undefined)
  const listed = search.trim() ? [...always, ...models] : always

  const choose = (command: Command) => {
    chosen.current = command
    close()
  }
  /** Once the palette is gone and the focus is back, so that a command may put it elsewhere. */
  const act = (event: Event) => {
    event.preventDefault()
    if (before instanceof HTMLElement) before.focus()
    chosen.current?.act(store.getState())
  }
  return (
    <Radix.Root open onOpenChange={open => !open && close()}>
      <Radix.Portal>
        <Radix.Overlay className="scrim" />
        <Radix.Content
          className="dialog palette"
          aria-describedby={undefined}
          onCloseAutoFocus={act}
          onKeyDown={event => isPalette(event) && close()}
        >
          <Radix.Title className="unseen">Commands</Radix.Title>
          <Cmdk label="Commands" loop filter={scoreOf}>
            <div className="palette-search">
              <Icon name="search" />
              <Cmdk.Input placeholder="Search or run a command" value={search} onValueChange={setSearch} />
              <kbd>Esc</kbd>
            </div>
            <Cmdk.List label="Commands">
              <Cmdk.Empty>Nothing is called that.</Cmdk.Empty>
              {[...new Set([...GROUPS, ...listed.map(({ group }) => group)])].map(group => (
                <Cmdk.Group key={group} heading={group}>
                  {listed
                    .filter(command => command.group === group)
                    .map(command => (
                      <Item key={command.id} command={command} onChoose={() => choose(command)} />
                    ))}
                </Cmdk.Group>
              ))}
            </Cmdk.List>
          </Cmdk>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

function Item({ command, onChoose }: { command: Command; onChoose(): void }) {
  const written = useKeys()
  const { group, name, icon, keys, keywords } = command
  return (
    <Cmdk.Item value={`${name} ${group}`} keywords={keywords ? [keywords] : []} onSelect={onChoose}>
      <Icon name={icon} size="small" />
      <span className="cut">{name}</span>
      {keys && (
        <span className="keys" aria-hidden="true">
          {written(keys)}
        </span>
      )}
    </Cmdk.Item>
  )
}

/** Pressed once more, ⌘K closes it. */
function isPalette(event: React.KeyboardEvent): boolean {
  const pressed = (event.metaKey || event.ctrlKey) && event.key.toLowerCase() === 'k'
  if (pressed) event.preventDefault()
  return pressed
}
