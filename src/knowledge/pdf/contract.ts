import { z } from 'zod'
import { byId, endpoint, id } from '#platform/endpoint.ts'
import { locale } from '../contract.ts'

const tag = 'Articles'

export const articlePdf = endpoint({
  method: 'GET',
  path: '/api/articles/{id}/texts/{locale}/pdf',
  summary: {
    en: 'An article as a PDF: as published, or the draft, marked as one, where nothing is published or `draft` asks for it',
    ja: '記事のPDF。公開中の内容。未公開の場合や`draft`を指定した場合は、下書きと明記した下書きの内容',
  },
  tag,
  params: byId.extend({ locale }),
  query: z.object({ draft: z.enum(['0', '1']).default('0') }),
  gives: 'application/pdf',
  reply: z.unknown(),
})

export const manualPdf = endpoint({
  method: 'GET',
  path: '/api/manual.pdf',
  summary: {
    en: 'All published articles of a brand as one PDF with contents: for the public, or the staff’s manual',
    ja: 'ブランドの公開中の記事を目次付きの1つのPDFにする。お客様向けまたは業務マニュアル',
  },
  tag,
  query: z.object({ brandId: id, locale, audience: z.enum(['public', 'staff']).default('public') }),
  gives: 'application/pdf',
  reply: z.unknown(),
})
