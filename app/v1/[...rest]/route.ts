import { elsewhere, gateway } from '@/lib/gateway'

export const runtime = 'nodejs'
export const dynamic = 'force-dynamic'

export const OPTIONS = (request: Request) => gateway.preflight(request)

export { elsewhere as DELETE, elsewhere as GET, elsewhere as PATCH, elsewhere as POST, elsewhere as PUT }
