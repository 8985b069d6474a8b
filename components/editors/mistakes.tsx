'use client'

import { flushSync } from 'react-dom'
import { usePlayground, usePlaygroundStore } from '@/lib/playground/context'
import { type Fix, mistakesIn } from '@/lib/playground/mistakes'
import { Button } from '../ui/button'
import { Icon } from '../ui/icon'
import { focusMessage } from './focus-message'

/** What a provider would refuse in a message, each with its fix. */
export function Mistakes({ id }: { id: string }) {
  const mistakes = usePlayground(state => mistakesIn(state.prompt.messages, id))
  const store = usePlaygroundStore()
  const put = (fix: Fix) => {
    let next = id
    flushSync(() => {
      next = store.getState().fix(id, fix)
    })
    focusMessage(next)
  }
  return mistakes.map(({ text, fix }, index) => (
    <div key={index} className="message-mistake" role="note">
      <Icon name="alert" size="small" />
      <span className="grow">
        {text}{' '}
        {fix && (
          <Button look="link" onClick={() => put(fix)}>
            {fix.label}
          </Button>
        )}
      </span>
    </div>
  ))
}
