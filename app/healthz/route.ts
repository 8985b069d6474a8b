import { gateway } from '@/lib/gateway'

export const runtime = 'nodejs'
export const dynamic = 'force-dynamic'

export const GET = () => gateway.healthz()
