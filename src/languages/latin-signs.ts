/**
 * Letters, endings and small words by which a reader tells a few languages apart at a glance. They help the n-gram model with
 * texts of a word or two, where it has little to count.
 */
const signs: Record<string, RegExp[]> = {
  en: [
    /\b(?:the|and|is|are|was|my|your|of|to|it|have|has|not|with|for|this|that|please|order|how|where|when|what|can|hello|thanks)\b/g,
    /(?:ing|ness|ly|ght|tion|ship|ful|less|able|ough|ed|ers?|wh|th|sh|ck|ee|oo|ew|ow|y)\b|\b(?:wh|th|sh|kn|wr|un|over|out)/g,
  ],
  de: [
    /[ßäöü]/g,
    /\b(?:der|die|das|und|ist|nicht|ein|eine|ich|sie|wir|mit|von|zu|auf|für|bitte|bestellung|den|dem|im|des|auch|sich)\b/g,
    /(?:ung|ungen|keit|heit|lich|liche[nr]?|isch|ische[nrs]?|schaft|chen|ieren|tet|tes|ten|ern|eln|end|en|er|em|tz|cht)\b|\b(?:ge|ver|zer|ent|zu|auf|aus|vor|ab|be|sch|pf|st)|sch|eie|tsch|zw/g,
  ],
  fr: [
    /[çœêèàùûîôâëï]|é(?!n\b)/g,
    /\b(?:le|la|les|de|du|des|et|est|une?|je|vous|nous|pas|pour|avec|que|qui|dans|sur|ma|mon|commande|au|aux|ce|se|il|elle)\b|\b[cdjlmnst]['’]/g,
    /(?:eux|euse|eur|eurs|ment|aux|ais|ait|aient|ons|ez|ier|ière|ique|iques|ence|elle|elles|ette|oir|oire|age|ées?|és?|ir|re)\b|ou|oi|eau|ain|qu|gn|ll[ei]/g,
  ],
  es: [
    /[ñ¿¡íóú]|á/g,
    /\b(?:el|la|los|las|de|del|y|es|un|una|mi|su|que|no|con|para|por|en|se|al|pedido|hola|gracias|lo)\b/g,
    /(?:ción|ciones|dad|dades|mente|ado|ados|ada|adas|ido|idos|ida|idas|ando|iendo|aron|ieron|aba|aban|amos|emos|ería|ero|era|ista|oso|osa|illo|illa|ar|os|as|a|o)\b|ll|rr|ue|ie/g,
  ],
  pt: [
    /[ãõ]|[êâô](?=\w)|\b(?:onde|meus?|minhas?|vocês?|produto|obrigad[oa]|chegou|eu)\b/g,
    /\b(?:não|está|pedido|quero|com|uma?|os|do|da|no|na|ao|olá|quando|isso|foi|seu|sua|em|são|tem)\b/g,
    /(?:ção|ções|dade|mente|agem|inho|inha|eiro|eira|ado|ada|ar|er|ou|eu|os|as|a|o)\b|lh|nh|rr|ss/g,
  ],
  it: [
    /[ìò]|(?<=\w[aeiou]?)[àù]\b/g,
    /\b(?:il|lo|gli|di|del|della|che|è|non|mio|mia|dove|ordine|per|con|sono|una?|grazie|quando|ciao|ho|questo|arrivato|nel)\b/g,
    /(?:zione|zioni|mente|ità|aggio|etto|etta|ino|ina|ello|ella|ezza|ato|ata|are|ere|ire|a|o|i|e)\b|gli|cch|zz|ggi|tt|ll|cc/g,
  ],
  nl: [
    /\b(?:het|een|mijn|waar|bestelling|niet|ik|je|wij|zijn|van|voor|met|wanneer|hoe|naar|nog|geen|bedankt|graag|dit|maar|wordt)\b/g,
    /(?:heid|lijk|lijke|tje|tjes|ing|ingen|aar|en|er)\b|\b(?:ge|ver|be|ont)|ij|aa|oe|uu|ee|oo|sch(?=\w)/g,
  ],
}
const weights = [0.063, 0.035, 0.021]

/** What the signs add for each of these languages, per word of the text. */
export function latinSigns(text: string): Record<string, number> {
  const words = Math.max(1, text.match(/\p{L}+/gu)?.length ?? 1)
  const folded = text.toLowerCase()
  return Object.fromEntries(
    Object.entries(signs).map(([code, patterns]) => {
      const offset = weights.length - patterns.length
      const found = patterns.map(
        (one, at) => Math.min(words * 2, folded.match(one)?.length ?? 0) * (weights[at + offset] ?? 0),
      )
      return [code, found.reduce((sum, one) => sum + one, 0) / words]
    }),
  )
}
