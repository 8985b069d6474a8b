import fc from 'fast-check'

const hex = (number: number) => number.toString(16)
const pair = (high: number, low: number) => hex(high * 256 + low)

/** What an IPv4 address is called by those who hope that nobody knows it under that name. */
const SPELLINGS_4: ((parts: number[]) => string)[] = [
  ([a, b, c, d]) => `${a}.${b}.${c}.${d}`,
  ([a, b, c, d]) => `${a}.${b}.${c}.${d}.`,
  parts => String(whole(parts)),
  parts => `0x${hex(whole(parts))}`,
  parts => `0X${hex(whole(parts)).toUpperCase()}`,
  parts => `0x00000000${hex(whole(parts))}`,
  parts => `0${whole(parts).toString(8)}`,
  parts => `000000${whole(parts).toString(8)}`,
  // One more than fits, for those who count in 32 bits.
  parts => String(whole(parts) + 2 ** 32),
  parts => parts.map(part => `0x${hex(part)}`).join('.'),
  parts => parts.map(part => `0${part.toString(8)}`).join('.'),
  parts => parts.map(part => `000${part.toString(8)}`).join('.'),
  ([a, b, c, d]) => `0x${hex(a!)}.0${b!.toString(8)}.${c}.0x${hex(d!)}`,
  ([a, b, c, d]) => `${a}.${(b! * 256 + c!) * 256 + d!}`,
  ([a, b, c, d]) => `${a}.${b}.${c! * 256 + d!}`,
  ([a, b, c, d]) => `0x${hex(a!)}.${(b! * 256 + c!) * 256 + d!}`,
  parts => parts.map(part => String(part).replace(/\d/g, digit => '０１２３４５６７８９'[Number(digit)]!)).join('.'),
  parts => parts.join('。'),
  parts => parts.join('．'),
  parts => parts.join('%2e'),
  ([a, ...rest]) => `${[...String(a)].map(digit => `%3${digit}`).join('')}.${rest.join('.')}`,
  parts => `${parts.join('.')}%00`,
  parts => `${parts.join('.')}\t`,
  parts => `\u200b${parts.join('.')}`,
  parts => `${parts.join('.')}%2f`,
]

const whole = (parts: number[]) => parts.reduce((sum, part) => sum * 256 + part, 0)

/** The coats in which IPv6 carries an IPv4 address. */
const COATS: ((parts: number[]) => string)[] = [
  parts => `::ffff:${parts.join('.')}`,
  ([a, b, c, d]) => `::ffff:${pair(a!, b!)}:${pair(c!, d!)}`,
  ([a, b, c, d]) => `0:0:0:0:0:FFFF:${pair(a!, b!)}:${pair(c!, d!)}`,
  ([a, b, c, d]) => `0000:0000:0000:0000:0000:ffff:${pair(a!, b!)}:${pair(c!, d!)}`,
  parts => `::ffff:0:${parts.join('.')}`,
  parts => `::${parts.join('.')}`,
  ([a, b, c, d]) => `::${pair(a!, b!)}:${pair(c!, d!)}`,
  parts => `64:ff9b::${parts.join('.')}`,
  ([a, b, c, d]) => `64:ff9b::${pair(a!, b!)}:${pair(c!, d!)}`,
  ([a, b, c, d]) => `64:ff9b:1::${pair(a!, b!)}:${pair(c!, d!)}`,
  ([a, b, c, d]) => `2002:${pair(a!, b!)}:${pair(c!, d!)}::`,
  ([a, b, c, d]) => `2002:${pair(a!, b!)}:${pair(c!, d!)}::1`,
  ([a, b, c, d]) => `2001:0:${pair(a!, b!)}:${pair(c!, d!)}::`,
]

const INNER_4 = [
  '127.0.0.1',
  '127.8.9.10',
  '0.0.0.0',
  '10.0.0.1',
  '172.16.3.4',
  '192.168.1.1',
  '100.64.0.1',
  '169.254.169.254',
  '168.63.129.16',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
]
const INNER_6 = ['::1', '::', '0:0:0:0:0:0:0:1', 'fe80::1', 'fe80::1%25lo', '::1%25lo', '::1%lo', 'fd00:ec2::254', 'fc00::1']
const MORE_6 = ['fec0::1', 'ff02::1', '100::1', '2001:db8::1', '4000::1']

const loopback = fc.constantFrom('127.0.0.1', '127.8.9.10', '0.0.0.0')
const parts = fc.oneof({ weight: 2, arbitrary: loopback }, { weight: 1, arbitrary: fc.constantFrom(...INNER_4) })

/** An address of this machine or its neighbourhood, as the host of a URL. */
const addresses = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(fc.constantFrom(...SPELLINGS_4), parts).map(([spell, text]) => spell(bytesOf(text))) },
  { weight: 3, arbitrary: fc.tuple(fc.constantFrom(...COATS), parts).map(([coat, text]) => `[${coat(bytesOf(text))}]`) },
  { weight: 1, arbitrary: fc.constantFrom(...INNER_6, ...MORE_6).map(address => `[${address}]`) },
)

const bytesOf = (address: string) => address.split('.').map(Number)

/** Names that lead inside; {@link resolveInside} says where. */
const NAMES: Readonly<Record<string, string[]>> = {
  localhost: ['127.0.0.1'],
  'localhost.': ['127.0.0.1'],
  'app.localhost': ['127.0.0.1'],
  'evil.test': ['127.0.0.1'],
  'evil6.test': ['::1'],
  'coat.test': ['::ffff:127.0.0.1'],
  'nat64.test': ['64:ff9b::7f00:1'],
  'metadata.test': ['169.254.169.254'],
  '127.0.0.1.evil.test': ['127.0.0.1'],
  'mixed.test': ['8.8.8.8', '127.0.0.1'],
  'mixed6.test': ['2606:4700::1111', '::1'],
  'public.test': ['8.8.8.8'],
}

/** A look-up in a world where those names are known, and no others. */
export const resolveInside = async (name: string): Promise<string[]> =>
  NAMES[name] ?? Promise.reject(Object.assign(new Error(name), { code: 'ENOTFOUND' }))

const names = fc.constantFrom(...Object.keys(NAMES), 'LOCALHOST', 'EVIL.test', 'ⓛocalhost', 'ｅvil.test', 'localhost%2e')

/**
 * URLs that would lead to this machine, its neighbours or nowhere if anyone took them at their word: every odd spelling of an
 * address, names that lead inside, other schemes, credentials, ports. Most name `port`, where somebody listens.
 */
export function hostileUrls(port: number): fc.Arbitrary<string> {
  const often = { weight: 6, arbitrary: fc.constant('https://') }
  const scheme = fc.oneof(
    often,
    fc.constantFrom('http://', 'HTTPS://', 'https:', 'https:/', 'https:\\\\', ' https://', 'ht\ntps://', '//', ''),
    fc.constantFrom('ws://', 'wss://', 'ftp://', 'file://', 'gopher://', 'blob:https://', 'view-source:https://'),
  )
  const before = fc.oneof(
    { weight: 5, arbitrary: fc.constant('') },
    fc.constantFrom('user@', 'user:pass@', ':pass@', '@', 'public.test@', 'public.test%40'),
    fc.constantFrom('public.test#@', 'public.test\\@', 'public.test/../', 'public.test:443@'),
  )
  const after = fc.oneof(
    { weight: 4, arbitrary: fc.constant(`:${port}`) },
    fc.constantFrom(`:0${port}`, `:${port}#`, `:${port}\\`, `:${port + 65_536}`, `:-${port}`, `:${port}.0`),
    fc.constantFrom(':', '', ':0', ':22', ':6379', ':99999'),
  )
  const path = fc.oneof(
    { weight: 3, arbitrary: fc.constant('/v1') },
    fc.constantFrom('/', '', '/..//', '?@public.test', '#@public.test', '\\@public.test', '/\u0000'),
  )
  const host = fc.oneof({ weight: 3, arbitrary: addresses }, { weight: 1, arbitrary: names })
  return fc.tuple(scheme, before, host, after, path).map(all => all.join(''))
}
