import { headers } from 'next/headers'

/** Where this deployment is reached, so that examples can be copied as they stand. */
export async function originOf(): Promise<string> {
  const asked = await headers()
  const origin = `${asked.get('x-forwarded-proto')?.split(',')[0] ?? 'http'}://${asked.get('host')}`
  return URL.canParse(origin) ? new URL(origin).origin : 'http://127.0.0.1:3000'
}
