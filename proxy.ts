import { type NextRequest, NextResponse } from 'next/server'

/** Pages only: the API has its own answers, and files of the build need no policy. */
export const config = {
  matcher: ['/((?!v1/|api/|chat/completions|healthz|_next/|icon|apple-icon|opengraph-image|manifest.webmanifest).*)'],
}

/** Gives every page a policy with a nonce of its own, which Next puts on its scripts, and refuses what no page takes. */
export function proxy(request: NextRequest): NextResponse {
  // There are no Server Actions; whoever sends one is looking for a hole.
  if (request.headers.has('next-action') || (request.method !== 'GET' && request.method !== 'HEAD')) {
    return new NextResponse('Pages are read with GET.', { status: 405, headers: { allow: 'GET, HEAD' } })
  }
  const nonce = btoa(crypto.randomUUID())
  const policy = contentSecurityPolicy(nonce, process.env.NODE_ENV === 'development')
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  headers.set('content-security-policy', policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  for (const [name, value] of Object.entries(FOR_PAGES)) response.headers.set(name, value)
  return response
}

const FOR_PAGES = {
  // A nonce is good for one page view.
  'cache-control': 'no-store',
  'cross-origin-opener-policy': 'same-origin',
}

/** https://www.w3.org/TR/CSP3/ */
function contentSecurityPolicy(nonce: string, development: boolean): string {
  return [
    `default-src 'self'`,
    // React's development build rebuilds stacks with eval.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? ` 'unsafe-eval'` : ''}`,
    // Radix and CodeMirror write styles into the page.
    `style-src 'self' 'unsafe-inline'`,
    `img-src 'self' data: blob:`,
    `font-src 'self'`,
    `worker-src 'self' blob:`,
    `connect-src 'self'${development ? ' ws:' : ''}`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ].join('; ')
}
