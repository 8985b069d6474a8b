import { gateway } from '@/lib/gateway'

export const runtime = 'nodejs'
export const dynamic = 'force-dynamic'

export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return gateway.traces(request, id)
}

export const OPTIONS = (request: Request) => gateway.preflight(request)

export { elsewhere as POST, elsewhere as PUT, elsewhere as PATCH, elsewhere as DELETE } from '@/lib/gateway'
