import { assist } from '@/lib/assist'

export const runtime = 'nodejs'
export const dynamic = 'force-dynamic'
export const maxDuration = 300

export const POST = (request: Request) => assist(request)
