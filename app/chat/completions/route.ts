export { DELETE, GET, OPTIONS, PATCH, POST, PUT } from '@/app/v1/chat/completions/route'

export const runtime = 'nodejs'
export const dynamic = 'force-dynamic'
export const maxDuration = 300
