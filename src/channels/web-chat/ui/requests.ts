/** Asks the desk by a plain request; `lost` is called when it knows our token no longer. */
export async function post<Reply>(path: string, body: object, lost?: () => void): Promise<Reply> {
  const answer = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (answer.status === 401) lost?.()
  if (!answer.ok) throw new Error(String(answer.status))
  return answer.json()
}

/** Puts a file on the desk; its ticket is what a message names. */
export async function uploadFile(
  slug: string,
  token: string | undefined,
  file: File,
): Promise<{ ticket: string; name: string }> {
  const answer = await fetch(`/widget/${slug}/files`, {
    method: 'POST',
    body: file,
    headers: {
      'content-type': 'application/octet-stream',
      'x-visitor': token ?? '',
      'x-file-name': encodeURIComponent(file.name),
    },
  })
  const body = await answer.json()
  if (!answer.ok) throw new Error(body.title)
  return body
}
