import { SECURITY } from './lib/server/security.mjs'

/** @type {import('next').NextConfig} */
export default {
  reactStrictMode: true,
  poweredByHeader: false,
  serverExternalPackages: ['undici'],
  // `npm test` checks the types, those of the tests too; starting the app need not wait for it.
  typescript: { ignoreBuildErrors: true },
  // For every path; a page's own policy is made in proxy.ts.
  headers: async () => [
    {
      source: '/:path*',
      headers: Object.entries(SECURITY).map(([key, value]) => ({ key, value })),
    },
  ],
}
