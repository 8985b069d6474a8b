import { describe, expect, it } from 'vitest'
import { isPublic } from '@/lib/egress/address'
import { allowListFrom, hostAndPort } from '@/lib/egress/allow-list'

const PUBLIC = [
  '8.8.8.8',
  '1.1.1.1',
  '104.18.7.192',
  '172.15.255.255',
  '172.32.0.1',
  '100.63.255.255',
  '100.128.0.1',
  '192.167.1.1',
]
const PUBLIC_6 = ['2606:4700::1111', '2001:4860:4860::8888', '::ffff:8.8.8.8', '64:ff9b::808:808', '2a00:1450::1%eth0']

const PRIVATE = {
  loopback: ['127.0.0.1', '127.255.255.254', '::1'],
  'of a private network': ['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', 'fc00::1', 'fd12:3456::1'],
  'link-local, where clouds keep their metadata': ['169.254.169.254', 'fe80::1', 'fe80::1%eth0', 'fd00:ec2::254'],
  'behind a carrier': ['100.64.0.1', '100.127.255.255'],
  unspecified: ['0.0.0.0', '0.1.2.3', '::'],
  'multicast or broadcast': ['224.0.0.1', '239.255.255.255', '255.255.255.255', 'ff02::1'],
  'reserved or for documents': [
    '192.0.0.8',
    '192.0.2.1',
    '198.18.0.1',
    '198.51.100.1',
    '203.0.113.9',
    '240.0.0.1',
    '2001:db8::1',
    '3fff::1',
  ],
  "Azure's host": ['168.63.129.16', '::ffff:168.63.129.16', '64:ff9b::a83f:8110'],
  'IPv4 in another coat': [
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::ffff:10.0.0.1',
    '::127.0.0.1',
    '::7f00:1',
    '::8.8.8.8',
    '64:ff9b::7f00:1',
  ],
  'a tunnel or a local translator': ['2002:7f00:1::', '2002:808:808::', '2001:0:7f00:1::', '64:ff9b:1::808:808'],
  'outside what was given out': ['4000::1', '5f00::1', 'fec0::1', '100::1'],
  'no address': ['', 'localhost', '127.0.0.1:80', '1.2.3.4.5', 'gggg::1'],
}

describe('public addresses', () => {
  it.each([...PUBLIC, ...PUBLIC_6])('%s is public', address => {
    expect(isPublic(address)).toBe(true)
  })

  it.each(Object.entries(PRIVATE).flatMap(([why, list]) => list.map(address => [address, why])))('"%s" is not: %s', address => {
    expect(isPublic(address)).toBe(false)
  })
})

describe('the allow-list', () => {
  const nowhere = { loopback: false, vercel: false }

  it('spells its entries as URLs spell their hosts', () => {
    const list = allowListFrom({ ALLOWED_PRIVATE_HOSTS: ' Models.LAN:8000, [0:0::1]:443,127.1:80,' }, nowhere)
    expect([...list]).toEqual(['models.lan:8000', '[::1]:443', '127.0.0.1:80'])
    expect(list.has(hostAndPort(new URL('http://MODELS.lan:8000/v1')))).toBe(true)
    expect(list.has(hostAndPort(new URL('https://[::1]/')))).toBe(true)
    expect(list.has(hostAndPort(new URL('http://[::1]/')))).toBe(false)
  })

  it('holds the usual local providers on loopback, never on Vercel', () => {
    const local = allowListFrom({}, { loopback: true, vercel: false })
    for (const host of ['localhost', '127.0.0.1', '[::1]']) {
      for (const port of [11434, 1234, 8000, 8080]) expect(local.has(`${host}:${port}`)).toBe(true)
    }
    expect(local.has('localhost:22')).toBe(false)
    expect(allowListFrom({}, { loopback: true, vercel: true }).size).toBe(0)
    expect(allowListFrom({}, nowhere).size).toBe(0)
  })

  it.each(['models.lan', 'http://models.lan:80', '10.0.0.1:port', 'a/b:80', 'a@b:80', '::1:80', 'host:99999'])(
    'refuses the entry "%s"',
    entry => {
      expect(() => allowListFrom({ ALLOWED_PRIVATE_HOSTS: `ok.lan:80,${entry}` }, nowhere)).toThrow(
        `ALLOWED_PRIVATE_HOSTS: "${entry}"`,
      )
    },
  )
})
