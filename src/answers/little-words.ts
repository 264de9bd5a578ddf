import { stemmer } from 'stemmer'

/** Words that stand in letters about anything: they say nothing of what is asked, however rare they are among the articles. */
const english = `a about after again all also am an and any are as at back be been before best but by can cannot can't could dear did do does
done each ever every for from get give go goes going good got great had has have having he hello help her here hers hey hi him his how i i'd
i'll i'm i've if in into is it its just kind kindly know last less let like long look lot love made make many may me might mine month more
most much must my need never new next nice no none nor not nothing now of off ok okay on once one only or other our out over per perfect
please quick quickly really regards said same saw say says see seem sent she should since so some something soon still such sure take tell
than thank thanks that that's the their them then there these they thing think this those though time to today told tomorrow too try two
under until up upon us use used very want wanted was way we week weeks well went were what when where whether which while who whom whose
why will wish with without won't wonder wondering would wow wrote year yes yesterday yet you your yours monday tuesday wednesday thursday
friday saturday sunday morning evening afternoon day days sir madam team cheers sincerely been being because both few hope afraid anyone
else hear looking forward received question questions mm cm kg don don't doesn doesn't didn didn't isn isn't ve ll re`
const japanese = `お世話 お願い よろしく ありがとう ございます ございました ください でしょうか ですか ですが です ます ました ません すると する した して
いたし いたします いただき いただけ こと もの ため よう とき 時 方 分 件 点 者 様 的 中 前 後 上 下 日 月 年 今 今日 昨日 明日 先日 先週 来週 今週 何 私 当方 弊社
御社 貴社 担当 質問 教え 教えて 場合 可能 必要 確認 連絡 対応 返信 宜しく 失礼 申し訳 承知 了解 お手数 恐縮 幸い 以上 以下 思い 思う 考え 言 言う お知らせ
どう どの どれ どこ いつ なぜ いくつ いくら また もし など まで から ので では には とは でも だけ ほど やすい やって なり なる なっ あり ある いる おり おります たい
たいの いい よい 良い 最近 とても すぐ すぐに まだ もう 少し 番 号 回 件名 すみません すいません ごめんなさい こんにちは こんばんは おはよう はじめまして もしもし できます できません ほしい 丁寧 皆 家族 毎日 伝え お伝え 本日 早速 先ほど 現在 はず 一度 大変`

const all = `${english} ${japanese}`.split(/\s+/)
// Also by their stems, as an index has them.
const words = new Set([...all, ...all.map(stemmer)])

export const isLittle = (word: string): boolean => words.has(word)
