// Words that end or carry Japanese sentences and mean nothing in languages written in Latin letters.
const signs =
  /\b(?:desu|desuka|deshita|deshou|masu|masuka|mashita|masen|masenka|kudasai|kudasaimasu|arigatou?|gozaimasu|gozaimashita|onegai|shimasu|shimashita|itashimasu|imasu|imashita|arimasu|arimasen|konnichi ?wa|konbanwa|ohayou?|sumimasen|moushiwake|watashi|boku|henpin|koukan|todokimasen|todoite|hoshii|dekimasu|dekimasuka|doko|itsu|nandesu)\b/giu

/** Whether Latin letters spell Japanese: a customer without a Japanese keyboard. */
export function isRomaji(text: string): boolean {
  const words = text.match(/\p{L}+/gu)?.length ?? 0
  const found = text.match(signs)?.length ?? 0
  return found >= 1 && found / words >= (words <= 4 ? 0.25 : 0.12)
}
