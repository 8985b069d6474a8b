import { isIP, isIPv6 } from 'node:net'
import ipaddr from 'ipaddr.js'

type Address = ipaddr.IPv4 | ipaddr.IPv6

/** Whether an address is one of the public internet. Anything that is no address is not. */
export function isPublic(text: string): boolean {
  const bare = text.replace(/%.*$/, '')
  if (!isIP(bare)) return false
  const address = unwrap(ipaddr.parse(isIPv6(bare) ? hex(bare) : bare))
  if (address.range() !== 'unicast') return false
  return address.kind() === 'ipv4' ? address.toString() !== AZURE_HOST : address.match(GLOBAL_UNICAST)
}

/** An IPv6 address without dots: the parser would take `::8.8.8.8` for `::ffff:8.8.8.8`, which the system does not. */
const hex = (address: string) => new URL(`http://[${address}]`).hostname.slice(1, -1)

/** Azure's virtual host answers its machines at this address of the public range. */
const AZURE_HOST = '168.63.129.16'

/** The only IPv6 space given out; leaves out `::/96` and whatever the list of ranges does not know yet. */
const GLOBAL_UNICAST = ipaddr.parseCIDR('2000::/3') as [ipaddr.IPv6, number]

/** The well-known prefix of NAT64 (RFC 6052), by which networks without IPv4 reach it. */
const NAT64 = ipaddr.parseCIDR('64:ff9b::/96') as [ipaddr.IPv6, number]

/** The IPv4 address that an IPv6 address stands for. */
function unwrap(address: Address): Address {
  if (!(address instanceof ipaddr.IPv6)) return address
  if (address.isIPv4MappedAddress()) return address.toIPv4Address()
  return address.match(NAT64) ? new ipaddr.IPv4(address.toByteArray().slice(12)) : address
}
