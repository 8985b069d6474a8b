import { gateway } from '@/lib/gateway'

export const runtime = 'nodejs'
export const dynamic = 'force-dynamic'

export const POST = (request: Request) => gateway.explain(request)

export const OPTIONS = (request: Request) => gateway.preflight(request)

export { elsewhere as GET, elsewhere as PUT, elsewhere as PATCH, elsewhere as DELETE } from '@/lib/gateway'
