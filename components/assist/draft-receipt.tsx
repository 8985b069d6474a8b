import type { Receipt } from '@/lib/chat/receipt'
import { formatCost, formatCount } from '@/lib/playground/format'
import { receiptRows } from '@/lib/playground/receipt-rows'
import { ReceiptTable } from '../inspector/receipt-table'
import { differences } from '../notes'
import { Icon } from '../ui/icon'
import { ScrollBox } from '../ui/scroll-box'

/** The receipt of a draft, like that of any run: where it went, what became of each parameter, what it cost. */
export function DraftReceipt({ receipt }: { receipt: Receipt }) {
  const { request, attempts, chosen, usage, cost } = receipt
  const attempt = attempts[chosen ?? -1] ?? attempts.at(-1)
  if (!attempt) return null
  const { provider, model, notes } = attempt
  const changes = differences(notes).length
  return (
    <details className="assist-receipt">
      <summary>
        <Icon name="receipt" size="small" />
        <span className="cut">
          {provider}/{model}
        </span>
        <span>{changes === 0 ? 'as asked' : `${changes} changed`}</span>
        {usage && <span>{formatCount(usage.total_tokens)} tokens</span>}
        {cost && <span>{formatCost(cost.usd)}</span>}
      </summary>
      <ScrollBox className="assist-rows" name="Receipt of the draft">
        {notes.length > 0 ? (
          <ReceiptTable rows={receiptRows(request, notes)} />
        ) : (
          <p>Everything was sent just as it was asked.</p>
        )}
      </ScrollBox>
    </details>
  )
}
