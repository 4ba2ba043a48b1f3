/**
 * IPv4 networks that lie inside: this computer, its own network, a cloud's metadata service, or nowhere at all (RFC 6890 and its
 * followers). 198.18.0.0/15 is left out on purpose: VPN and proxy programs answer every name with an address from there and carry
 * the connection on themselves; what lies behind is still proven by TLS.
 */
export const INNER_IPV4: readonly (readonly [net: string, prefix: number])[] = [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12],
  ['192.0.0.0', 24], ['192.168.0.0', 16], ['224.0.0.0', 4], ['240.0.0.0', 4]
]

const INNER_NAMES = /(?:^|\.)(?:localhost|local|localdomain|internal|intranet|lan|home|corp|private|home\.arpa|onion)$/
const IPV4 = /^\d{1,3}(?:\.\d{1,3}){3}$/

/**
 * Whether a URL's `hostname` is one that only this computer or its own network can reach, as far as the name alone tells: what a
 * public name leads to is not looked up.
 */
export function isInnerHost(hostname: string): boolean {
  const host = hostname.toLowerCase().replace(/\.$/, '')
  // Of IPv6 only 2000::/3 is global unicast (RFC 4291 §2.4); what is mapped or translated into it needs no address of its own.
  if (host.startsWith('[')) return !/^\[[23][0-9a-f]{3}:/.test(host)
  if (IPV4.test(host)) return INNER_IPV4.some(([net, prefix]) => toNumber(host) >>> (32 - prefix) === toNumber(net) >>> (32 - prefix))
  return !host.includes('.') || INNER_NAMES.test(host)
}

const toNumber = (address: string): number => address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
