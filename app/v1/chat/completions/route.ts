import { after } from 'next/server'
import { gateway } from '@/lib/gateway'

export const runtime = 'nodejs'
export const dynamic = 'force-dynamic'
export const maxDuration = 300

export function POST(request: Request) {
  // Vercel freezes a function that has answered; what the answer leaves behind is written down first.
  if (process.env.VERCEL) after(gateway.settled)
  return gateway.chatCompletions(request)
}

export const OPTIONS = (request: Request) => gateway.preflight(request)

export { elsewhere as GET, elsewhere as PUT, elsewhere as PATCH, elsewhere as DELETE } from '@/lib/gateway'
