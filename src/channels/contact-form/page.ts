import { html } from 'hono/html'
import { builtEntry } from '#channels/built-files.ts'
import type { Reason } from '#channels/reasons.ts'
import type { Locale } from '#platform/locale.ts'
import { m } from '#texts'
import type { FormBrand } from './brand.ts'
import { reasonOptions } from './reason-field.ts'
import type { FieldName, Problems, Typed } from './submission.ts'

type Shown = {
  brand: FormBrand
  reasons: Reason[]
  typed: Typed
  problems: Problems
  /** Something that concerns no single field. */
  trouble?: string | undefined
  challenge: string
  locale: Locale
  isEmbedded: boolean
}

/** The contact form: whole without JavaScript; with it, it also proves that work was done. */
export async function formPage(shown: Shown): Promise<string> {
  const { brand, reasons, typed, problems, locale } = shown
  const say = { locale }
  const hasProblems = Object.keys(problems).length > 0
  const names = typed.uploads.map(({ file }) => file.name).join(', ')
  const body = html`
<form method="post" enctype="multipart/form-data" action="${here(shown)}" data-challenge="${shown.challenge}" data-sending="${m.form_sending({}, say)}" novalidate>
${shown.trouble || hasProblems ? html`<p class="trouble" role="alert" tabindex="-1" id="trouble">${shown.trouble ?? m.form_wrong({}, say)}</p>` : ''}
<input type="hidden" name="once" value="${typed.once}"><input type="hidden" name="proof" value="">
<p class="trap" aria-hidden="true"><label>${m.form_trap({}, say)}<input name="website" tabindex="-1" autocomplete="off"></label></p>
${field(
  shown,
  'reason',
  m.form_reason({}, say),
  html`<select id="reason" name="reason" required ${wrong(problems.reason, 'reason')}><option value="">${m.form_reason_choose({}, say)}</option>${reasonOptions(reasons, typed.reason, locale)}</select>`,
)}
${field(
  shown,
  'order',
  m.form_order({}, say),
  html`<input id="order" name="order" value="${typed.order}" autocomplete="off" ${wrong(problems.order, 'order', true)}>`,
  m.form_order_hint({}, say),
)}
${field(shown, 'name', m.form_name({}, say), html`<input id="name" name="name" value="${typed.name}" required autocomplete="name" ${wrong(problems.name, 'name')}>`)}
${field(shown, 'email', m.form_email({}, say), html`<input id="email" name="email" type="email" value="${typed.email}" required autocomplete="email" ${wrong(problems.email, 'email')}>`)}
${field(shown, 'message', m.form_message({}, say), html`<textarea id="message" name="message" rows="7" required ${wrong(problems.message, 'message')}>${typed.message}</textarea>`)}
${field(
  shown,
  'files',
  m.form_files({}, say),
  html`<input id="files" name="files" type="file" multiple data-choose="${m.form_files_choose({}, say)}" data-none="${m.form_files_none({}, say)}" ${wrong(problems.files, 'files', true)}>`,
  m.form_files_hint({}, say),
)}
${typed.uploads.map(({ ticket }) => html`<input type="hidden" name="ticket" value="${ticket}">`)}
${names ? html`<p class="kept">${m.form_files_kept({ names }, say)}</p>` : ''}
<button type="submit">${m.form_send({}, say)}</button>
</form>`
  const intro = html`<h1>${m.form_title({ brand: brand.name }, say)}</h1><p class="intro">${m.form_intro({}, say)}</p>`
  return framePage(shown, shown.isEmbedded ? body : html`${intro}${body}`)
}

export async function thanksPage(
  shown: Pick<Shown, 'brand' | 'locale' | 'isEmbedded'>,
  number: number | undefined,
): Promise<string> {
  const say = { locale: shown.locale }
  return framePage(
    shown,
    html`<div class="thanks"><h1>${m.form_thanks({}, say)}</h1>
${number === undefined ? '' : html`<p class="number">${m.form_thanks_number({ number: String(number) }, say)}</p>`}
<p>${m.form_thanks_next({}, say)}</p><p><a href="${here(shown)}">${m.form_again({}, say)}</a></p></div>`,
  )
}

type Html = ReturnType<typeof html>

function field(shown: Shown, name: FieldName | 'files', label: string, input: Html, hint?: string): Html {
  const isOptional = name === 'order' || name === 'files'
  const problem = shown.problems[name]
  const optional = m.form_optional({}, { locale: shown.locale })
  return html`<div class="field"><label for="${name}">${label}${isOptional ? html` <small>${optional}</small>` : ''}</label>
${hint ? html`<p class="hint" id="${name}-hint">${hint}</p>` : ''}${input}
${problem ? html`<p class="wrong" id="${name}-wrong">${problem}</p>` : ''}</div>`
}

function wrong(problem: string | undefined, name: string, hasHint = false): Html | string {
  const described = [...(hasHint ? [`${name}-hint`] : []), ...(problem ? [`${name}-wrong`] : [])].join(' ')
  if (described === '') return ''
  return problem
    ? html`aria-invalid="true" aria-describedby="${described}"`
    : html`aria-describedby="${described}"`
}

const here = ({ brand, locale, isEmbedded }: Pick<Shown, 'brand' | 'locale' | 'isEmbedded'>) =>
  `/form/${brand.slug}?lang=${locale}${isEmbedded ? '&embed=1' : ''}`

async function framePage(shown: Pick<Shown, 'brand' | 'locale' | 'isEmbedded'>, body: Html): Promise<string> {
  const { brand, locale, isEmbedded } = shown
  const { script, styles } = builtEntry('form')
  const other = locale === 'ja' ? 'en' : 'ja'
  const name = brand.logo ? html`<img src="${brand.logo}" alt="${brand.name}">` : brand.name
  const top = html`<header><span>${name}</span><a href="/form/${brand.slug}?lang=${other}" lang="${other}">${other === 'ja' ? '日本語' : 'English'}</a></header>`
  return String(
    await html`<!doctype html>
<html lang="${locale}" data-colour="${brand.colour}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark"><title>${m.form_title({ brand: brand.name }, { locale })}</title>
${styles.map((style) => html`<link rel="stylesheet" href="${style}">`)}<script type="module" src="${script}"></script></head>
<body class="${isEmbedded ? 'embedded' : ''}">${isEmbedded ? '' : top}<main>${body}</main></body></html>`,
  )
}
