import { BlockList, isIP, isIPv4, isIPv6 } from 'node:net'
import { INNER_IPV4 } from '../../shared/domain/innerNetworks'

/** A name or address of this very computer, as it stands in a URL. */
export const isLoopbackName = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)

const INNER = new BlockList()
for (const [net, prefix] of INNER_IPV4) INNER.addSubnet(net, prefix, 'ipv4')
for (const [net, prefix] of [['::', 127], ['fc00::', 7], ['fe80::', 10], ['fec0::', 10], ['ff00::', 8]] as const) {
  INNER.addSubnet(net, prefix, 'ipv6')
}

/** Whether an IP address lies inside: this computer, its own network, a cloud's metadata service, or nowhere at all. */
export function isInnerAddress(address: string): boolean {
  const bare = address.replace(/%.*$/, '')
  if (isIP(bare) === 0) return true
  if (isIPv4(bare)) return INNER.check(bare, 'ipv4')
  const embedded = embeddedIpv4(bare)
  return INNER.check(bare, 'ipv6') || (embedded !== null && INNER.check(embedded, 'ipv4'))
}

/** The IPv4 address inside a mapped (::ffff:0:0/96) or translated (64:ff9b::/96) one. */
function embeddedIpv4(address: string): string | null {
  if (!isIPv6(address)) return null
  const groups = new URL(`http://[${address}]`).hostname.slice(1, -1)
  const tail = /^(?:::ffff:|64:ff9b::)([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(groups)
  if (tail === null) return null
  const [high = 0, low = 0] = tail.slice(1).map((group) => Number.parseInt(group, 16))
  return [high >> 8, high & 255, low >> 8, low & 255].join('.')
}
