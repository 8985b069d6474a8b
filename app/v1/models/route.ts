import { gateway } from '@/lib/gateway'

export const runtime = 'nodejs'
export const dynamic = 'force-dynamic'

export const GET = (request: Request) => gateway.models(request)

export const OPTIONS = (request: Request) => gateway.preflight(request)

export { elsewhere as POST, elsewhere as PUT, elsewhere as PATCH, elsewhere as DELETE } from '@/lib/gateway'
