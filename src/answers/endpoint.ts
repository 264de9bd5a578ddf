/** The operator's own endpoint that speaks as OpenAI's does: /embeddings and /chat/completions beneath its address. */
export type ModelEndpoint = { url: string; key: string | undefined }

const longestAnswer = 16 * 1024 * 1024

/** Asks and reads JSON. Whatever is wrong is thrown: who asks goes on without. */
export async function askModel(
  { url, key }: ModelEndpoint,
  path: string,
  body: object,
  timeoutMs: number,
): Promise<unknown> {
  const answer = await fetch(`${url.replace(/\/+$/, '')}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(key ? { authorization: `Bearer ${key}` } : {}) },
    body: JSON.stringify(body),
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  })
  if (!answer.ok) {
    await answer.body?.cancel()
    throw new Error(`The endpoint answered ${answer.status}`)
  }
  let text = ''
  const decoder = new TextDecoder()
  for await (const part of answer.body ?? []) {
    text += decoder.decode(part, { stream: true })
    if (text.length > longestAnswer) throw new Error('The endpoint answered too much')
  }
  return JSON.parse(text)
}
