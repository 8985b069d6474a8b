import { GeistMono } from 'geist/font/mono'
import { GeistSans } from 'geist/font/sans'
import type { Metadata, Viewport } from 'next'
import { cookies, headers } from 'next/headers'
import type { ReactNode } from 'react'
import './globals.css'

const TITLE = 'Refract: one prompt, every dialect'
const DESCRIPTION =
  'A playground for language models. One prompt goes to each model in its own format, and a receipt says what every provider was sent.'

/** The picture's address must be whole, and only the request knows under which name this deployment is reached. */
export async function generateMetadata(): Promise<Metadata> {
  const asked = await headers()
  const base = `${asked.get('x-forwarded-proto')?.split(',')[0] ?? 'http'}://${asked.get('host')}`
  return {
    metadataBase: URL.canParse(base) ? new URL(base) : null,
    title: { default: TITLE, template: '%s · Refract' },
    description: DESCRIPTION,
    applicationName: 'Refract',
    openGraph: { type: 'website', siteName: 'Refract', title: TITLE, description: DESCRIPTION },
    twitter: { card: 'summary_large_image' },
  }
}

const LIGHT = '#f6f6f8'
const DARK = '#0b0c0f'

/** The browser's own bar has the colour of ours. */
export async function generateViewport(): Promise<Viewport> {
  const theme = await chosenTheme()
  return {
    width: 'device-width',
    initialScale: 1,
    colorScheme: 'light dark',
    themeColor: [
      { media: '(prefers-color-scheme: light)', color: theme === 'dark' ? DARK : LIGHT },
      { media: '(prefers-color-scheme: dark)', color: theme === 'light' ? LIGHT : DARK },
    ],
  }
}

/** Without it Next writes no nonce, and under our policy no script would run. */
export const dynamic = 'force-dynamic'

export default async function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" className={`${GeistSans.variable} ${GeistMono.variable}`} data-theme={await chosenTheme()}>
      <body>{children}</body>
    </html>
  )
}

/** A theme chosen by hand stands in a cookie, so that the first paint has it and no inline script is needed. */
async function chosenTheme(): Promise<'light' | 'dark' | undefined> {
  const theme = (await cookies()).get('theme')?.value
  return theme === 'light' || theme === 'dark' ? theme : undefined
}
