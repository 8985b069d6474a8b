import { GeistMono } from 'geist/font/mono'
import { GeistSans } from 'geist/font/sans'
import type { Metadata, Viewport } from 'next'
import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import './globals.css'

export const metadata: Metadata = {
  title: 'Refract: one prompt, every dialect',
  description:
    'A playground for language models. One prompt goes to each model in its own format, and a receipt says what every provider was sent.',
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f6f6f8' },
    { media: '(prefers-color-scheme: dark)', color: '#0b0c0f' },
  ],
}

/** Without it Next writes no nonce, and under our policy no script would run. */
export const dynamic = 'force-dynamic'

/** A theme chosen by hand stands in a cookie, so that the first paint has it and no inline script is needed. */
export default async function Layout({ children }: { children: ReactNode }) {
  const theme = (await cookies()).get('theme')?.value
  return (
    <html
      lang="en"
      className={`${GeistSans.variable} ${GeistMono.variable}`}
      data-theme={theme === 'light' || theme === 'dark' ? theme : undefined}
    >
      <body>{children}</body>
    </html>
  )
}
