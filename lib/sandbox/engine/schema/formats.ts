import type { Random } from '../random'

interface Format {
  test(text: string): boolean
  make(random: Random): string
}

const between = (random: Random, low: number, high: number) => low + Math.floor(random() * (high - low + 1))
const pick = (random: Random, list: readonly string[]) => list[Math.floor(random() * list.length)]!
const two = (number: number) => String(number).padStart(2, '0')

const hosts = ['example.com', 'example.org', 'example.net', 'mail.example.com', 'api.example.org', 'shop.example.net']
const people = ['ada', 'grace', 'alan', 'lin', 'maya', 'omar', 'nora', 'kofi', 'ines', 'jonas']
const pages = ['', 'docs', 'blog/hello', 'items/42', 'about', 'search?q=lamp', 'a/b/c', 'news']

const day = (random: Random) => `${between(random, 2024, 2027)}-${two(between(random, 1, 12))}-${two(between(random, 1, 28))}`
const clock = (random: Random) => `${two(between(random, 0, 23))}:${two(between(random, 0, 59))}:${two(between(random, 0, 59))}`
const hex = (random: Random, digits: number) =>
  Array.from({ length: digits }, () => Math.floor(random() * 16).toString(16)).join('')

const hostname = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/i
const isDay = (text: string) => {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? []
  if (!year) return false
  const time = new Date(Date.UTC(Number(year), Number(month) - 1, Number(date)))
  return time.getUTCMonth() === Number(month) - 1 && time.getUTCDate() === Number(date)
}
const isClock = (text: string) => /^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:z|[+-](?:[01]\d|2[0-3]):?[0-5]\d)$/i.test(text)
const isAddress = (text: string) => /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/.test(text)

/** JSON Schema's formats: what belongs to one, and how to make one. Hosts are those reserved for examples (RFC 2606, 5737, 3849). */
export const formats: ReadonlyMap<string, Format> = new Map<string, Format>([
  ['date', { test: isDay, make: day }],
  ['time', { test: isClock, make: random => `${clock(random)}Z` }],
  [
    'date-time',
    {
      test: text => {
        const [date, time, ...more] = text.split(/[t\s]/i)
        return more.length === 0 && isDay(date ?? '') && isClock(time ?? '')
      },
      make: random => `${day(random)}T${clock(random)}Z`,
    },
  ],
  [
    'duration',
    {
      test: text => /^P(?!$)(?:(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?|\d+W)$/.test(text),
      make: random =>
        pick(random, [
          `P${between(random, 1, 9)}D`,
          `PT${between(random, 1, 12)}H`,
          `PT${between(random, 5, 55)}M`,
          `P1DT${between(random, 1, 9)}H`,
          'P2W',
        ]),
    },
  ],
  [
    'email',
    {
      test: text =>
        /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/i.test(
          text,
        ),
      make: random =>
        `${pick(random, people)}${pick(random, ['', '.w', between(random, 1, 99).toString()])}@${pick(random, hosts.slice(0, 3))}`,
    },
  ],
  [
    'hostname',
    { test: text => hostname.test(text), make: random => pick(random, [...hosts, `node-${between(random, 1, 99)}.example.com`]) },
  ],
  ['ipv4', { test: isAddress, make: random => `192.0.2.${between(random, 1, 254)}` }],
  [
    'ipv6',
    {
      test: text => /^(?:[\da-f]{1,4}:){7}[\da-f]{1,4}$|^2001:db8::[\da-f]{1,4}$/i.test(text),
      make: random => `2001:db8::${between(random, 1, 0xffff).toString(16)}`,
    },
  ],
  [
    'uri',
    {
      test: text => /^[a-z][a-z0-9+.-]*:\/\/[^\s<>"{}|\\^`]+$/i.test(text),
      make: random => `https://${pick(random, hosts)}/${pick(random, pages)}`,
    },
  ],
  ['uri-reference', { test: text => !/[\s<>"{}|\\^`]/.test(text), make: random => `/${pick(random, pages)}` }],
  [
    'json-pointer',
    { test: text => /^(?:\/(?:[^~/]|~[01])*)*$/.test(text), make: random => `/${pick(random, people)}/${between(random, 0, 9)}` },
  ],
  [
    'uuid',
    {
      test: text => /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i.test(text),
      make: random =>
        `${hex(random, 8)}-${hex(random, 4)}-4${hex(random, 3)}-${pick(random, ['8', '9', 'a', 'b'])}${hex(random, 3)}-${hex(random, 12)}`,
    },
  ],
  ['regex', { test: () => true, make: random => pick(random, ['^[a-z]+$', '\\d{3}', 'a|b']) }],
  [
    'byte',
    {
      test: text => /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text),
      make: random => pick(random, ['aGVsbG8=', 'c2FuZGJveA==', 'dG9rZW4=']),
    },
  ],
])
const names = [
  ['idn-email', 'email'],
  ['idn-hostname', 'hostname'],
  ['iri', 'uri'],
  ['url', 'uri'],
] as const
export const formatOf = (name: unknown): Format | undefined =>
  typeof name === 'string' ? formats.get(names.find(([other]) => other === name)?.[1] ?? name) : undefined
