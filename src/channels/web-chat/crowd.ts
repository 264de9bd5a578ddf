import { isPrivateAddress } from '#platform/private-addresses.ts'

/** Counts the chats that are open from each address, so that one of them cannot take the places of all. */
export type Crowd = { enter(address: string): boolean; leave(address: string): void }

// A large office shares one address.
const mostOfOne = 200

/** Addresses of one's own network are not counted: a proxy that we were not told of speaks for everybody. */
export function openCrowd(most = mostOfOne): Crowd {
  const open = new Map<string, number>()
  return {
    enter(address) {
      if (isPrivateAddress(address)) return true
      const count = (open.get(address) ?? 0) + 1
      if (count > most) return false
      open.set(address, count)
      return true
    },
    leave(address) {
      const count = (open.get(address) ?? 0) - 1
      if (count > 0) open.set(address, count)
      else open.delete(address)
    },
  }
}
