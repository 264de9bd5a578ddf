import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'

const privateRanges = new BlockList()
for (const [net, bits, family] of [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['224.0.0.0', 3, 'ipv4'],
  ['::', 96, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
  ['fec0::', 10, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
  // NAT64, Teredo and 6to4 lead to IPv4 addresses of any kind.
  ['64:ff9b::', 96, 'ipv6'],
  ['64:ff9b:1::', 48, 'ipv6'],
  ['2001::', 32, 'ipv6'],
  ['2002::', 16, 'ipv6'],
] as const) {
  privateRanges.addSubnet(net, bits, family)
}

/** Loopback, private, link-local and other addresses that are not of the internet (RFC 6890). */
export function isPrivateAddress(ip: string): boolean {
  const mapped = mappedIpv4(ip) ?? ip
  const family = isIP(mapped)
  return family === 0 || privateRanges.check(mapped, family === 6 ? 'ipv6' : 'ipv4')
}

// ::ffff:10.0.0.1 and the same in hexadecimal, ::ffff:a00:1, are the IPv4 address (RFC 4291 §2.5.5.2).
function mappedIpv4(ip: string): string | undefined {
  const canonical = isIP(ip) === 6 ? URL.parse(`http://[${ip}]`)?.hostname.slice(1, -1) : undefined
  const [, high, low] = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(canonical ?? '') ?? []
  if (high === undefined || low === undefined) return undefined
  const number = Number.parseInt(high, 16) * 65_536 + Number.parseInt(low, 16)
  return [24, 16, 8, 0].map((shift) => (number >>> shift) & 255).join('.')
}

/** A server named by a person lies in a private network, where such a name could be used to look around in it. */
export class PrivateAddress extends Error {
  override name = 'PrivateAddress'
}

/** The address to connect to for a host a person named: looked up once, so that a second answer cannot lead elsewhere. */
export async function addressOf(host: string, allowsPrivate: boolean): Promise<string> {
  if (allowsPrivate) return host
  const { address } = await lookup(host)
  if (isPrivateAddress(address)) throw new PrivateAddress(`${host} is ${address}`)
  return address
}
