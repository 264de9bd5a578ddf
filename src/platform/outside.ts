import { lookup } from 'node:dns'
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { isPrivateAddress, PrivateAddress } from './private-addresses.ts'

export type Answered = { status: number; text: string }

/**
 * Posts to an address a person gave. The address that is connected to is the one that was checked, so no second answer of the name
 * server and no redirect (none is followed) leads into a private network. Reads at most 4 kB of the answer.
 */
export async function postOutside(
  url: string,
  wish: { headers: Record<string, string>; body: string; timeoutMs: number; allowsPrivate: boolean },
): Promise<Answered> {
  const { protocol, hostname } = new URL(url)
  const host = hostname.replace(/^\[|\]$/g, '')
  if (!wish.allowsPrivate && isIP(host) && isPrivateAddress(host))
    throw new PrivateAddress(`${host} is private`)
  const send = protocol === 'https:' ? requestHttps : requestHttp
  return new Promise((resolve, reject) => {
    const timeout = AbortSignal.timeout(wish.timeoutMs)
    const request = send(
      url,
      {
        method: 'POST',
        headers: { ...wish.headers, 'content-length': Buffer.byteLength(wish.body) },
        signal: timeout,
        agent: false,
        ...(wish.allowsPrivate ? {} : { lookup: lookupPublic }),
      },
      (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => {
          text += chunk
          if (text.length > 4_096) response.destroy()
        })
        response.on('error', () => {})
        response.on('close', () => resolve({ status: response.statusCode ?? 0, text: text.slice(0, 4_096) }))
      },
    )
    request.on('error', (error) =>
      reject(timeout.aborted ? new Error(`No answer within ${wish.timeoutMs / 1_000} s`) : error),
    )
    request.end(wish.body)
  })
}

/** Resolves a name for a connection, and refuses when any of its addresses is private. */
const lookupPublic: LookupFunction = (host, options, done) => {
  lookup(host, { ...options, all: true }, (error, found) => {
    if (error) return done(error, '')
    const closed = found.find((one) => isPrivateAddress(one.address))
    const [first] = found
    if (closed || !first) return done(new PrivateAddress(`${host} is ${closed?.address ?? 'nowhere'}`), '')
    if (options.all) return done(null, found)
    done(null, first.address, first.family)
  })
}
