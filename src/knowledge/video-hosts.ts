/** Where a video may stand, and how its address names it. */
const hosts: {
  host: RegExp
  id: (url: URL) => string | null | undefined
  address: (id: string) => string
}[] = [
  {
    host: /^(?:www\.|m\.)?(?:youtube\.com|youtube-nocookie\.com)$/,
    id: (url) => url.searchParams.get('v') ?? /^\/(?:embed|shorts)\/([\w-]+)$/.exec(url.pathname)?.[1],
    address: (id) => `https://www.youtube.com/watch?v=${id}`,
  },
  {
    host: /^youtu\.be$/,
    id: (url) => url.pathname.slice(1),
    address: (id) => `https://www.youtube.com/watch?v=${id}`,
  },
  {
    host: /^(?:www\.|player\.)?vimeo\.com$/,
    id: (url) => /^\/(?:video\/)?(\d+)$/.exec(url.pathname)?.[1],
    address: (id) => `https://vimeo.com/${id}`,
  },
]

/** The one address of a video on a host that is known, or nothing. */
export function videoAddress(address: string): string | undefined {
  const url = URL.parse(address)
  if (!url || !/^https?:$/.test(url.protocol)) return undefined
  for (const { host, id, address: written } of hosts) {
    const found = host.test(url.hostname) ? id(url) : undefined
    if (found && /^[\w-]{1,64}$/.test(found)) return written(found)
  }
  return undefined
}
