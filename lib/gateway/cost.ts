import type { Receipt } from '@/lib/chat/receipt'
import type { Usage } from '@/lib/chat/types'
import { costOf as costOfUsage } from '@/lib/prices'
import type { Reply } from '@/lib/routing/types'

/** Null where the price is not known, as of another tier than the usual. */
export function costOf(
  { attempt, cache }: Pick<Extract<Reply, { ok: true }>, 'attempt' | 'cache'>,
  usage: Usage,
): Receipt['cost'] {
  if (cache?.status === 'HIT') return { usd: 0, source: 'An answer that was kept costs nothing.' }
  const { provider, model, url, body } = attempt
  const { service_tier, serviceTier } = body as { service_tier?: unknown; serviceTier?: unknown }
  const tier = service_tier ?? (serviceTier as { type?: unknown } | undefined)?.type ?? serviceTier ?? 'default'
  return USUAL_TIERS.has(tier) ? costOfUsage(provider, model, usage, url) : null
}

const USUAL_TIERS: ReadonlySet<unknown> = new Set(['auto', 'default', 'standard', 'standard_only', 'on_demand'])
