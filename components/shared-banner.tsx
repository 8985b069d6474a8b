'use client'

import { ceilingOf } from '@/lib/playground/ceiling'
import { usePlayground } from '@/lib/playground/context'
import { formatCost } from '@/lib/playground/format'
import { isBuiltIn, slotsOf } from '@/lib/playground/request'
import { toolName } from '@/lib/playground/tools'
import type { Column } from '@/lib/playground/types'
import { providerName } from './provider-name'
import './shared-banner.css'
import { Button } from './ui/button'
import { Facet } from './ui/facet'
import { Icon } from './ui/icon'

/** Over a prompt that came by a link: what a run would do, and the ways on. Nothing has run. */
export default function SharedBanner() {
  const shared = usePlayground(state => state.shared)
  const keep = usePlayground(state => state.keepShared)
  const back = usePlayground(state => state.backToMine)
  if (!shared) return null
  return (
    <section className="shared-banner" aria-label="Shared prompt">
      <Icon name="link" />
      <div className="shared-words">
        {shared.waiting ? (
          <WouldDo />
        ) : (
          <p>
            <strong>Shared by link.</strong> Your own prompt “{shared.own.prompt.title}” is set aside.
          </p>
        )}
      </div>
      <div className="shared-actions">
        <Button look="line" onClick={keep}>
          <Icon name="fork" size="small" />
          Keep a copy
        </Button>
        <Button onClick={back}>Back to mine</Button>
      </div>
    </section>
  )
}

function WouldDo() {
  const columns = usePlayground(state => state.columns)
  const tools = usePlayground(state => state.prompt.params.tools) ?? []
  const hosts = columns.flatMap(column => (column.route ? slotsOf(column).filter(isAddress) : (column.host ?? [])))
  return (
    <>
      <p>
        <strong>Shared by link. Nothing has run.</strong> A run would send this prompt to{' '}
        {columns.map((column, index) => (
          <span key={column.id}>
            {index > 0 && ', '}
            <Facet letter={column.letter} small /> <code>{destination(column)}</code>
          </span>
        ))}
        {tools.length > 0 && (
          <>
            {' '}
            and offer {tools.length} {tools.length === 1 ? 'tool' : 'tools'} (<code>{tools.map(toolName).join(', ')}</code>)
          </>
        )}
        . <Cost />
      </p>
      {hosts.length > 0 && (
        <p className="shared-warning">
          <Icon name="alert" size="small" />
          <span>
            {hosts.length === 1 ? 'A host' : 'Hosts'} of the sender’s: <code>{hosts.join(', ')}</code>. Whoever runs it sees what
            you send.
          </span>
        </p>
      )}
      <MissingKeys columns={columns} />
    </>
  )
}

function destination(column: Column): string {
  const { provider, model, route } = column
  if (typeof route?.config === 'string') return `routed by the config “${route.config}” of this server`
  if (route) return `routed to ${slotsOf(column).join(', ')}`
  return provider === 'sandbox' ? model : `${provider}/${model}`
}

const isAddress = (slot: string) => slot.includes('://')

function Cost() {
  const prompt = usePlayground(state => state.prompt)
  const columns = usePlayground(state => state.columns)
  const models = usePlayground(state => state.models)
  if (columns.every(isBuiltIn)) return 'The built-in models cost nothing.'
  const ceilings = columns.map(column => ceilingOf(prompt, column, models))
  const unknown = columns.filter((_, index) => ceilings[index] === undefined).map(({ letter }) => letter)
  const sum = ceilings.reduce<number>((sum, ceiling) => sum + (ceiling ?? 0), 0)
  if (unknown.length === columns.length) return 'What it may cost is not known.'
  return (
    <>
      It costs at most <strong className="mono">{formatCost(sum)}</strong>
      {unknown.length > 0 && `, and what ${unknown.join(', ')} may cost is not known`}.
    </>
  )
}

function MissingKeys({ columns }: { columns: readonly Column[] }) {
  const models = usePlayground(state => state.models)
  const keys = usePlayground(state => state.keys.providers)
  const openDialog = usePlayground(state => state.openDialog)
  const isReady = (slot: string, { route, model }: Column) =>
    models.some(info => info.provider === slot && (route || info.model === model) && info.ready)
  const slots = [
    ...new Set(
      columns.flatMap(column =>
        // What a host wants is not known from here.
        slotsOf(column).filter(slot => slot !== 'sandbox' && !isAddress(slot) && !keys[slot] && !isReady(slot, column)),
      ),
    ),
  ]
  if (!slots.length) return null
  return (
    <p className="shared-warning">
      <Icon name="key" size="small" />
      <span>
        No key yet for {slots.map(providerName).join(', ')}.{' '}
        <Button look="link" onClick={() => openDialog('keys', slots[0])}>
          Add one
        </Button>
      </span>
    </p>
  )
}
