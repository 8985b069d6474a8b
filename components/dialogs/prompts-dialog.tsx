'use client'

import { type FormEvent, useEffect, useState } from 'react'
import { usePlayground } from '@/lib/playground/context'
import type { SavedPrompt } from '@/lib/playground/saved-prompts'
import { Button, IconButton } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { formatWhen } from './format-when'
import { LibraryList } from './library-list'

/** Prompts kept under a name. */
export default function PromptsDialog() {
  const close = usePlayground(state => state.closeDialog)
  const prompts = usePlayground(state => state.savedPrompts)
  const load = usePlayground(state => state.loadPrompts)
  const save = usePlayground(state => state.savePrompt)
  const title = usePlayground(state => state.prompt.title)
  useEffect(() => void load(), [load])
  const foot = (
    <>
      <Button onClick={() => void save()}>Save “{title.length > 24 ? `${title.slice(0, 23)}…` : title}”</Button>
      <span className="grow" />
      <Button look="primary" tall onClick={close}>
        Done
      </Button>
    </>
  )
  return (
    <Dialog title="Saved prompts" about="Kept in this browser only, with their columns." onClose={close} foot={foot}>
      <LibraryList
        name="Search the saved prompts"
        items={prompts}
        textsOf={({ name, text, models }) => [name, text, ...models]}
        empty="Nothing is saved yet. Save keeps the prompt on the page under its title."
      >
        {prompt => <PromptItem prompt={prompt} />}
      </LibraryList>
    </Dialog>
  )
}

function PromptItem({ prompt }: { prompt: SavedPrompt }) {
  const { id, at, name, contents, text, models } = prompt
  const open = usePlayground(state => state.openPrompt)
  const duplicate = usePlayground(state => state.duplicatePrompt)
  const remove = usePlayground(state => state.deletePrompt)
  const close = usePlayground(state => state.closeDialog)
  const [renaming, setRenaming] = useState(false)
  const show = () => {
    close()
    void open(id)
  }
  if (renaming) return <Rename prompt={prompt} onDone={() => setRenaming(false)} />
  return (
    <div className="library-item with-several">
      <button type="button" className="library-open" onClick={show}>
        <span className="library-head">
          <strong>{name}</strong>
          <span className="dim mono">{formatWhen(at)}</span>
        </span>
        <span className="library-text">{text || 'No words yet'}</span>
        <span className="library-text dim">
          {contents} · {models.join(', ')}
        </span>
      </button>
      <IconButton icon="edit" name={`Rename ${name}`} small onClick={() => setRenaming(true)} />
      <IconButton icon="copy" name={`Duplicate ${name}`} small onClick={() => void duplicate(id)} />
      <IconButton icon="x" name={`Delete ${name}`} small onClick={() => void remove(id)} />
    </div>
  )
}

function Rename({ prompt: { id, name }, onDone }: { prompt: SavedPrompt; onDone(): void }) {
  const rename = usePlayground(state => state.renamePrompt)
  const [draft, setDraft] = useState(name)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    await rename(id, draft)
    onDone()
  }
  return (
    <form className="library-rename" onSubmit={submit}>
      <input
        className="field"
        aria-label={`New name of ${name}`}
        // biome-ignore lint/a11y/noAutofocus: the person has just asked to write here
        autoFocus
        value={draft}
        maxLength={120}
        onChange={event => setDraft(event.target.value)}
      />
      <Button look="line" type="submit">
        Rename
      </Button>
      <Button onClick={onDone}>Cancel</Button>
    </form>
  )
}
