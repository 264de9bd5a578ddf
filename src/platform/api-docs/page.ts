import { html, raw } from 'hono/html'
import { m } from '#texts'
import type { Locale } from '../locale.ts'
import type { JsonSchema, OpenApi, Operation } from '../openapi.ts'
import { exampleOf, nounOf, type Row, rowsOf, typeWords } from './schema-rows.ts'
import { docsStyle } from './style.ts'
import { tagWords } from './tag-words.ts'

type Named = { method: string; path: string; operation: Operation }
type Say = { locale: Locale }

/** The whole API on one page: how to call it, then every endpoint with its fields and an example, then the nouns. No script needed. */
export async function docsPage(document: OpenApi, locale: Locale): Promise<string> {
  const say = { locale }
  const all = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  )
  const groups = document.tags.map(({ name }) => ({
    name,
    operations: all.filter((one) => one.operation.tags.includes(name)),
  }))
  const nouns = Object.entries(document.components.schemas).sort(([a], [b]) => a.localeCompare(b))
  const other = locale === 'ja' ? 'en' : 'ja'
  const page = html`<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>${m.platform_docs_title({}, say)}</title><style>${raw(docsStyle)}</style></head>
<body><a class="skip" href="#main">${m.platform_docs_skip({}, say)}</a>
<header><b class="mark" aria-hidden="true"></b><strong>Engawa API</strong><span>${document.info.version}</span>
<a href="/api/openapi.json">openapi.json</a><a href="?lang=${other}" lang="${other}" hreflang="${other}">${other === 'ja' ? '日本語' : 'English'}</a></header>
<nav aria-label="${m.platform_docs_contents({}, say)}"><a href="#main">${m.platform_docs_begin({}, say)}</a>
${groups.map(
  (group) =>
    html`<details><summary>${tagWords(group.name, locale)}</summary>${group.operations.map(
      (one) =>
        html`<a href="#${one.operation.operationId}" title="${one.method} ${one.path}">${one.operation.summary}</a>`,
    )}</details>`,
)}
<a href="#nouns">${m.platform_docs_nouns({}, say)}</a></nav>
<main id="main"><h1>${m.platform_docs_title({}, say)}</h1>${introduction(document, say)}
${groups.map(
  (group) =>
    html`<h2>${tagWords(group.name, locale)}</h2>${group.operations.map((one) => endpointPart(one, document, say))}`,
)}
<h2 id="nouns">${m.platform_docs_nouns({}, say)}</h2>
${nouns.map(([name, schema]) => html`<section id="noun-${name}"><h3>${name}</h3>${fieldTable(schema, say)}</section>`)}
</main></body></html>`
  return String(await page)
}

function introduction(document: OpenApi, say: Say) {
  const base = document.servers[0]?.url ?? ''
  const first = `curl ${base}/api/conversations?view=open \\\n  -H "Authorization: Bearer $KEY"`
  const verify = `import { Webhook } from 'standardwebhooks'\n\nconst event = new Webhook(secret).verify(rawBody, headers)\n// { type: 'message.received', timestamp, data: { eventId, conversation, customer, message, … } }`
  return html`<p class="lead">${m.platform_docs_lead({}, say)}</p>
<h3>${m.platform_docs_keys({}, say)}</h3><p>${m.platform_docs_keys_text({}, say)}</p><pre tabindex="0"><code>${first}</code></pre>
<h3>${m.platform_docs_lists({}, say)}</h3><p>${m.platform_docs_lists_text({}, say)}</p>
<h3>${m.platform_docs_errors({}, say)}</h3><p>${m.platform_docs_errors_text({}, say)}</p>
<h3>${m.platform_docs_repeats({}, say)}</h3><p>${m.platform_docs_repeats_text({}, say)}</p>
<h3>${m.platform_docs_webhooks({}, say)}</h3><p>${m.platform_docs_webhooks_text({}, say)}</p><pre tabindex="0"><code>${verify}</code></pre>`
}

function endpointPart({ method, path, operation }: Named, document: OpenApi, say: Say) {
  const body = Object.values(operation.requestBody?.content ?? {})[0]?.schema
  const done = operation.responses[200]
  const reply = done && 'content' in done ? Object.values(done.content)[0]?.schema : undefined
  const isOpen = operation.security?.length === 0
  const example = reply && JSON.stringify(exampleOf(reply, document), null, 2)
  return html`<section id="${operation.operationId}"><h3><a href="#${operation.operationId}">${operation.summary}</a></h3>
<p class="call"><b class="${method}">${method}</b> <code>${path}</code></p>
<p class="needs">${isOpen ? m.platform_docs_open({}, say) : marked(operation.description ?? '')}</p>
${parameterTable(operation, say)}
${body?.properties ? html`<h4>${m.platform_docs_body({}, say)}</h4>${fieldTable(body, say)}` : ''}
<pre tabindex="0"><code>${curlOf({ method, path, operation }, document, isOpen)}</code></pre>
${
  reply && Object.keys(reply).length > 0
    ? html`<details class="reply"><summary>${m.platform_docs_answer({}, say)} ${nounOf(reply) || reply.items ? typeWords(reply) : ''}</summary>
${fieldTable(reply, say)}<pre tabindex="0"><code>${example}</code></pre></details>`
    : ''
}</section>`
}

function parameterTable(operation: Operation, say: Say) {
  const rows = operation.parameters
    .filter((one) => one.in !== 'header')
    .map(({ name, required, schema, description }) => ({
      name,
      type: typeWords(schema),
      isRequired: required,
      note: description ?? (schema.default === undefined ? '' : `= ${JSON.stringify(schema.default)}`),
      depth: 0,
    }))
  return rows.length === 0 ? '' : html`<h4>${m.platform_docs_parameters({}, say)}</h4>${table(rows, say)}`
}

function fieldTable(schema: JsonSchema, say: Say) {
  const rows = rowsOf(schema)
  return rows.length === 0 ? '' : table(rows, say)
}

function table(rows: Row[], say: Say) {
  return html`<table>${rows.map(
    (row) =>
      html`<tr><td style="padding-left:${row.depth * 18}px"><code>${row.name}</code>${
        row.isRequired ? html`<i title="${m.platform_docs_required({}, say)}">＊</i>` : ''
      }</td><td>${typeLinks(row.type)}</td><td>${row.note}</td></tr>`,
  )}</table>`
}

/** Names of nouns in a type lead to where they are described. */
function typeLinks(type: string) {
  return type
    .split(/\b([A-Z]\w+)\b/)
    .map((part, at) => (at % 2 === 1 ? html`<a href="#noun-${part}">${part}</a>` : part))
}

/** Words in backquotes are code. */
function marked(text: string) {
  return text.split('`').map((part, at) => (at % 2 === 1 ? html`<code>${part}</code>` : part))
}

function curlOf({ method, path, operation }: Named, document: OpenApi, isOpen: boolean): string {
  const [type, content] = Object.entries(operation.requestBody?.content ?? {})[0] ?? []
  const needed = operation.parameters.filter((one) => one.in === 'query' && one.required)
  const query = needed.map(({ name, schema }) => `${name}=${exampleOf(schema, document)}`).join('&')
  const url = `${document.servers[0]?.url ?? ''}${path.replaceAll(/\{\w+\}/g, '2841')}${query ? `?${query}` : ''}`
  const lines = [`curl ${method === 'GET' ? '' : `-X ${method} `}'${url}'`]
  if (!isOpen) lines.push(`-H "Authorization: Bearer $KEY"`)
  if (type && content) {
    const isJson = type === 'application/json'
    const example = isJson
      ? `'${JSON.stringify(neededOf(content.schema, document)).replaceAll("'", "'\\''")}'`
      : '@FILE'
    lines.push(`-H 'Content-Type: ${type}'`, `${isJson ? '-d' : '--data-binary'} ${example}`)
  }
  return lines.join(' \\\n  ')
}

/** The least a body must have; where nothing is needed, its first field. */
function neededOf(schema: JsonSchema, document: OpenApi): unknown {
  if (!schema.properties) return exampleOf(schema, document)
  const whole = exampleOf(schema, document) as Record<string, unknown>
  const names =
    (schema.required ?? []).length > 0 ? schema.required : Object.keys(schema.properties).slice(0, 1)
  const kept = [...(names ?? []), ...(schema.properties.text ? ['text'] : [])]
  return Object.fromEntries(Object.entries(whole).filter(([name]) => kept.includes(name)))
}
