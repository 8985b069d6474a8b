'use client'

import { useState } from 'react'
import { usePlayground } from '@/lib/playground/context'
import { ROUTE_EXAMPLES } from '@/lib/playground/route-examples'
import type { Column } from '@/lib/playground/types'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { RouteOptions } from './route-options'
import { RouteText } from './route-text'
import { RouteTree } from './route-tree'
import './route.css'

/** The routing config of a column as text, and beside it what the gateway makes of it. */
export default function RouteDialog() {
  const close = usePlayground(state => state.closeDialog)
  const about = usePlayground(state => state.dialog?.about)
  const column = usePlayground(state => state.columns.find(({ id }) => id === about) ?? state.columns[0]!)
  const removeRoute = usePlayground(state => state.removeRoute)
  const [begun, setBegun] = useState(0)
  const remove = () => {
    removeRoute(column.id)
    close()
  }
  const foot = (
    <>
      {column.route && <Button onClick={remove}>Remove the config</Button>}
      <span className="grow" />
      <Button look="primary" tall onClick={close}>
        Done
      </Button>
    </>
  )
  return (
    <Dialog
      title={`Routing config of column ${column.letter}`}
      className="route-dialog"
      about="Several models behind one column: fallback, shares, conditions, retries, a cache. In Portkey’s form, as x-portkey-config; or the name of a config that the server keeps."
      onClose={close}
      foot={foot}
    >
      <Examples column={column} onBegin={() => setBegun(begun + 1)} />
      <div className="route-sides">
        <RouteText key={column.id} column={column} />
        {column.route && <RouteTree column={column} />}
      </div>
      {column.route && <RouteOptions key={begun} column={column} route={column.route} />}
    </Dialog>
  )
}

function Examples({ column: { id }, onBegin }: { column: Column; onBegin(): void }) {
  const setRoute = usePlayground(state => state.setRoute)
  const replace = usePlayground(state => state.replace)
  const setDraft = usePlayground(state => state.setDraft)
  return (
    <div className="route-examples">
      <span className="dim">Begin with</span>
      {ROUTE_EXAMPLES.map(({ id: example, title, about, route }) => (
        <button
          key={example}
          type="button"
          className="chip"
          data-tip={about}
          onClick={() => {
            replace('Routing config', () => setRoute(id, structuredClone(route)))
            setDraft(`${id} route`, null)
            onBegin()
          }}
        >
          {title}
        </button>
      ))}
    </div>
  )
}
