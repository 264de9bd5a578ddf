import type { Detected } from './detected.ts'

/**
 * What customers write when they write a word or two: greetings, thanks, a wish. N-grams of so few letters say little ("hello" looks
 * Spanish to them), but everybody knows these.
 */
// In the order in which shops' customers mostly write.
const usualWords: Record<string, string> = {
  en: 'hello hi hey hiya there good morning afternoon evening day thanks thank you so much many very thx ty please help me yes yeah yep no nope ok okay sure great perfect urgent asap sorry bye cheers regards refund return returns cancel exchange order orders question test a the my i need want',
  ja: 'konnichiwa arigatou arigato gozaimasu sumimasen onegaishimasu',
  fr: 'bonjour bonsoir salut coucou merci beaucoup bien oui non ok svp stp urgent aide remboursement retour commande annuler échange au revoir cordialement bonne journée question test',
  de: 'hallo guten tag morgen abend moin servus danke schön vielen dank bitte hilfe ja nein ok dringend rückgabe erstattung bestellung stornieren umtausch tschüss grüße frage test',
  es: 'hola buenos días buenas tardes noches gracias muchas por favor ayuda sí si no ok vale urgente reembolso devolución pedido cancelar cambio adiós saludos pregunta',
  pt: 'olá oi bom dia boa tarde noite obrigado obrigada ajuda sim não ok urgente reembolso devolução pedido cancelar',
  it: 'ciao buongiorno buonasera salve grazie mille prego aiuto sì no ok urgente rimborso reso ordine annullare',
  nl: 'hallo hoi goedemorgen goedemiddag dank bedankt alsjeblieft hulp ja nee ok dringend retour bestelling annuleren',
}
const languagesOf = new Map<string, Set<string>>()
for (const [code, words] of Object.entries(usualWords))
  for (const word of words.split(' ')) languagesOf.set(word, (languagesOf.get(word) ?? new Set()).add(code))

const mostWords = 6

/** The language in which all words of a short text are usual; of several the expected one, otherwise the likeliest, less surely. */
export function usualLanguage(text: string, expected: string | undefined): Detected | undefined {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? []
  if (words.length === 0 || words.length > mostWords) return undefined
  const [first, ...rest] = words.map((word) => languagesOf.get(word) ?? new Set<string>())
  const shared = rest.reduce((all, one) => all.intersection(one), first ?? new Set<string>())
  const [likeliest] = shared
  if (likeliest === undefined) return undefined
  const code = expected !== undefined && shared.has(expected) ? expected : likeliest
  return { code, confidence: shared.size === 1 ? 0.9 : 0.6 }
}
