import type { AllowList } from './types'

/** Where Ollama, LM Studio, vLLM and llama.cpp listen by default. */
const LOCAL_PORTS = [11434, 1234, 8000, 8080]
const LOCAL_HOSTS = ['localhost', '127.0.0.1', '[::1]']

/**
 * The private hosts this app may reach: those of `ALLOWED_PRIVATE_HOSTS` (`host:port,host:port`), and the local providers' default
 * addresses when the app itself listens on loopback, never on Vercel. Throws an Error that names the entry that is wrong.
 */
export function allowListFrom(
  env: Readonly<Record<string, string | undefined>>,
  { loopback, vercel }: { loopback: boolean; vercel: boolean },
): AllowList {
  const said = `${env.ALLOWED_PRIVATE_HOSTS ?? ''} ${loopback} ${vercel}`
  if (known?.said !== said) known = { said, list: read(env.ALLOWED_PRIVATE_HOSTS, loopback && !vercel) }
  return known.list
}

/** Every request asks; it is read anew only when it changes. */
let known: { said: string; list: AllowList } | undefined

function read(hosts = '', home: boolean): AllowList {
  const named = hosts.split(',').map(entry => entry.trim())
  const local = home ? LOCAL_HOSTS.flatMap(host => LOCAL_PORTS.map(port => `${host}:${port}`)) : []
  return new Set([...named.filter(Boolean).map(parseEntry), ...local])
}

/** Host and port of a URL as the allow-list spells them, the default port included. */
export const hostAndPort = (url: Readonly<URL>) => `${url.hostname}:${url.port || (url.protocol === 'https:' ? 443 : 80)}`

/** Goes through the URL parser, so that both sides are spelled alike. */
function parseEntry(entry: string): string {
  const url = /^[^/?#@\\\s]+:\d{1,5}$/.test(entry) && URL.canParse(`http://${entry}`) ? new URL(`http://${entry}`) : undefined
  if (!url)
    throw new Error(`ALLOWED_PRIVATE_HOSTS: "${entry}" is not a host with its port, as in 10.0.0.5:8000 or models.lan:443`)
  return hostAndPort(url)
}
