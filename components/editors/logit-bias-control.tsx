'use client'

import { useEffect, useId, useState } from 'react'
import { params } from '@/lib/params'
import { usePlayground } from '@/lib/playground/context'
import { type EncodingName, encodingOf } from '@/lib/playground/encodings'
import { type Token, textsOf, tokensOf } from '@/lib/playground/tokenizer'
import type { Column } from '@/lib/playground/types'
import { Button, IconButton } from '../ui/button'
import { Facet } from '../ui/facet'
import type { ControlsProps } from './editor'
import { NotSentMarks } from './not-sent-marks'
import { ControlFoot, NumberField } from './number-control'

const NAME = 'logit_bias'
const { label, help } = params.logit_bias
const { min, max } = params.logit_bias.kind.of!
/** What most people want of it: never. */
const USUAL = -100

/** Biases by token. Text is turned into the ids of the model's own encoding, where that is public; ids can always be typed. */
export function LogitBiasControl(props: ControlsProps) {
  const { params, inherited, scope, set } = props
  const encoding = useEncoding(scope)
  const value = params[NAME]
  const biases = Object.entries(value ?? {})
  const texts = useTexts(
    encoding.name,
    biases.map(([id]) => id),
  )
  const replace = (next: [string, number][]) => set(NAME, next.length ? Object.fromEntries(next) : undefined)
  const add = (ids: string[]) => {
    const had = Object.fromEntries(biases)
    replace([...biases, ...ids.filter(id => !Object.hasOwn(had, id)).map((id): [string, number] => [id, USUAL])])
  }
  return (
    <fieldset className="control" aria-label={label}>
      <span className="field-label">{label}</span>
      {value === undefined && inherited?.[NAME] != null && <span className="mono dim">{JSON.stringify(inherited[NAME])}</span>}
      {biases.map(([id, bias]) => (
        <div key={id} className="bias-line">
          <span className="mono bias-id">{id}</span>
          <span className="mono cut grow">{texts.has(id) ? shown(texts.get(id)) : ''}</span>
          <NumberField
            label={`Bias of token ${id}`}
            value={bias}
            placeholder="0"
            limits={{ min, max }}
            onChange={next => replace(biases.map(([one, old]) => [one, one === id ? (next ?? 0) : old]))}
          />
          <IconButton
            icon="x"
            name={`Remove the bias of token ${id}`}
            small
            onClick={() => replace(biases.filter(([one]) => one !== id))}
          />
        </div>
      ))}
      <AddTokens encoding={encoding.name} onAdd={add} />
      <p className="field-hint">
        {help} {encoding.words}
      </p>
      <NotSentMarks names={[NAME]} scope={scope} />
      <ControlFoot {...props} names={[NAME]} />
    </fieldset>
  )
}

/** What is typed is text where its tokens are known, and an id where it is a number or nothing else can be told. */
function AddTokens({ encoding, onAdd }: { encoding: EncodingName | undefined; onAdd(ids: string[]): void }) {
  const id = useId()
  const [text, setText] = useState('')
  const [by, setBy] = useState<'text' | 'id'>('text')
  const byId = by === 'id' || !encoding
  const tokens = useTokens(byId ? undefined : encoding, text)
  const isId = /^\d{1,7}$/.test(text.trim())
  const add = () => {
    onAdd(byId ? [text.trim()] : (tokens ?? []).map(({ id }) => String(id)))
    setText('')
  }
  const ready = byId ? isId : !!tokens?.length
  return (
    <>
      <div className="bias-line">
        <input
          id={id}
          className="field mono"
          aria-label={byId ? 'Token id' : 'Text to bias'}
          placeholder={byId ? 'a token id' : 'text, with its space before it'}
          autoComplete="off"
          spellCheck={false}
          value={text}
          aria-invalid={byId && text !== '' && !isId}
          onChange={event => setText(event.target.value)}
          onKeyDown={event => event.key === 'Enter' && ready && add()}
        />
        <Button look="line" disabled={!ready} onClick={add}>
          Add
        </Button>
      </div>
      {tokens && tokens.length > 0 && (
        <p className="bias-tokens" role="status">
          {tokens.map(({ id, text }, index) => (
            <span key={index} className="override mono">
              {shown(text)} <span>{id}</span>
            </span>
          ))}
        </p>
      )}
      {encoding && (
        <span>
          <Button look="link" onClick={() => setBy(byId ? 'text' : 'id')}>
            {byId ? 'Give a text instead' : 'Give an id instead'}
          </Button>
        </span>
      )}
    </>
  )
}

function shown(text: string | undefined): string {
  return text === undefined ? 'no such token' : JSON.stringify(text).slice(1, -1).replaceAll(' ', '·')
}

/** Whose ids they are: those of the first column that has public ones, with a word about the others. */
function useEncoding(scope: string): { name?: EncodingName; words: React.ReactNode } {
  const all = usePlayground(state => state.columns)
  const columns = scope === 'prompt' ? all : all.filter(({ id }) => id === scope)
  const known = columns.filter(column => encodingOf(column))
  const name = known[0] && encodingOf(known[0])
  if (!name) {
    const builtIn = columns.every(({ provider }) => provider === 'sandbox')
    const whose = builtIn ? 'The built-in model counts in tokens of its own' : 'The tokens of this model are not public'
    return { words: `${whose}, so only ids can be given.` }
  }
  const others = columns.filter(column => encodingOf(column) !== name)
  return {
    name,
    words: (
      <>
        Ids are those of {name}
        {others.length ? (
          <>
            ; elsewhere, as in <Letters columns={others} />, they stand for other texts.
          </>
        ) : (
          '.'
        )}
      </>
    ),
  }
}

function Letters({ columns }: { columns: Column[] }) {
  return columns.map(({ id, letter }) => <Facet key={id} letter={letter} small />)
}

/** The tokens of what is being typed; an answer that comes late is thrown away. */
function useTokens(encoding: EncodingName | undefined, text: string): Token[] | null {
  const [found, setFound] = useState<{ text: string; tokens: Token[] } | null>(null)
  useEffect(() => {
    if (!encoding || !text) return
    let wanted = true
    tokensOf(encoding, text).then(
      tokens => wanted && setFound({ text, tokens }),
      () => wanted && setFound(null),
    )
    return () => {
      wanted = false
    }
  }, [encoding, text])
  return encoding && text && found?.text === text ? found.tokens : null
}

function useTexts(encoding: EncodingName | undefined, ids: string[]): ReadonlyMap<string, string | undefined> {
  const [found, setFound] = useState<ReadonlyMap<string, string | undefined>>(new Map())
  const list = ids.join()
  useEffect(() => {
    if (!encoding || !list) return setFound(new Map())
    let wanted = true
    const asked = list.split(',')
    textsOf(encoding, asked.map(Number)).then(
      tokens => wanted && setFound(new Map(tokens.map(({ text }, index) => [asked[index]!, text]))),
      () => wanted && setFound(new Map()),
    )
    return () => {
      wanted = false
    }
  }, [encoding, list])
  return found
}
