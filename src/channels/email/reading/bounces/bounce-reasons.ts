/** Why a mail came back, in a word the program can act on. */
export type BounceCode =
  | 'mailbox_unknown'
  | 'mailbox_full'
  | 'mailbox_disabled'
  | 'message_too_large'
  | 'blocked'
  | 'host_unknown'
  | 'relaying_denied'
  | 'delayed'
  | 'other'

// In order: a filter's answer often says "user" or "mailbox" as well, so the particular stands before the general.
const words: [BounceCode, RegExp][] = [
  [
    'mailbox_full',
    /over ?quota|quota (?:exceed|full|limit)|exceed\w* (?:\w+ ){0,3}(?:quota|storage|mailbox|allowed space|disk)|(?:mail ?box|inbox|mail ?spool|account)(?:[\w' ]{0,20})? (?:is |was |are )?(?:temporarily )?(?:over ?)?(?:full|quota|exceeded)|(?:storage|space|size limit|disk).{0,20}exceed|insufficient (?:system )?(?:storage|disk)|(?:out of|not enough) (?:disk |storage )?space|mailbox size limit|mailbox exceeds allowed|メール(?:ボックス|サーバー?)(?:の)?(?:容量|保存).{0,20}(?:超|オーバー|一杯|いっぱい|不足)|受信(?:箱|ボックス|容量).{0,12}(?:一杯|いっぱい|超|満)|容量(?:を)?(?:超|オーバー)|skrzynk\w+ (?:jest )?(?:pełn|przepełn)/i,
  ],
  [
    'message_too_large',
    /(?:message|mail|size|attachment|content)[\w' ]{0,25}(?:too (?:big|large|long)|exceeds?|larger)[\w' ]{0,20}(?:(?:size|limit|maximum|allowed|fixed)|$)|too (?:big|large)(?: message)?|exceeds? (?:\w+ ){0,3}(?:maximum|max|size|limit)|maximum (?:message|mail) size|message size|(?:サイズ|容量)が(?:大き|制限)|(?:メール|添付).{0,8}サイズ.{0,10}(?:超|大き|オーバー)/i,
  ],
  [
    'relaying_denied',
    /relay(?:ing)? (?:access )?(?:is )?(?:not |un)?(?:denied|permitted|allowed|prohibited)|(?:unable|not permitted|not allowed|cannot|refus\w*|unwilling) to relay|not (?:a )?(?:gateway|relay)|we do not relay|rcpthosts|relay not permitted|authentication (?:is )?required|not local host/i,
  ],
  [
    'blocked',
    /\bspam\w*|unsolicited|\bblack ?list|\bblock(?:ed|list|ing)\b|\bdns ?bl\b|\brbl\b|\buribl\b|\bsurbl\b|\bspamhaus|spamcop|reputation|\bbanned\b|content (?:rejected|filter)|virus|malware|policy|(?:message|mail|e-?mail|transaction|connection|sender|address) (?:was |has been |is )?(?:permanently )?(?:reject|refus)\w*|rejected (?:by|for|due)|access denied|not accepting (?:mail|messages)|whitelist|challenge|verify|confirmation|dmarc|\bspf\b|\bdkim\b|denied by|considered|suspicious|prohibited|not authori[sz]ed|administrat\w+ prohibit|greylist|graylist|迷惑メール|受信拒否|拒否(?:され|し)|ブロック|ドメイン指定|なりすまし/i,
  ],
  [
    'mailbox_disabled',
    /(?:account|mailbox|user|recipient|address)[\w' @.<>-]{0,40}(?:disabled|inactive|suspended|deactivated|discontinued|not active|expired|closed|terminated|locked)|(?:disabled|inactive|suspended|deactivated|discontinued) (?:account|user|mailbox|recipient)|(?:利用|使用)(?:が)?停止|解約/i,
  ],
  [
    'host_unknown',
    /host (?:or domain )?(?:name )?(?:is )?(?:unknown|not found|lookup)|unknown (?:host|domain)|no such (?:host|domain)|domain (?:name )?(?:\S+ )?(?:does(?:n.t| not) exist|not found|unknown|invalid)|unrout(?:e)?able|name (?:or )?(?:service|server)[\w ,]{0,20}(?:not|fail)|couldn.t find any host|no mx|mx (?:lookup|record)|nxdomain|dns (?:error|lookup|fail)|can.?t (?:find|resolve)|address resolution|bad destination (?:system|mailbox) address: host|malformed (?:or unexpected )?name server|ドメイン.{0,12}(?:存在|見つか|ありません)|ホスト(?:名)?.{0,10}(?:不明|見つか)/i,
  ],
  [
    'mailbox_unknown',
    /(?:user|recipient|mailbox|account|address|addressee|alias|name|person|destinatario|benutzer|empfänger)[\w' @.<>:;,()"-]{0,60}?(?:unknown|not (?:be )?(?:found|exist|known|valid|listed|recogni[sz]ed|local|here|available)|n.t (?:exist|have|found)|does(?:n.t| not) (?:exist|have)|invalid|unavailable|unrecogni[sz]ed|rejected|no longer|is not)|(?:unknown|invalid|no such|bad|illegal|undeliverable|non-?existent|not a valid|nonexistant|unrecogni[sz]ed) (?:local[- ]part|user|recipient|mail ?box|account|address|addressee|alias|person|name|destination|rcpt)|no (?:such |valid )?(?:user|mailbox|account|recipient|person)|not (?:our|a valid|listed|known) (?:customer|user|address|in)|user ?unknown|can(?:no|')t (?:find|verify) (?:user|address|recipient)|(?:宛先|あて先|メールアドレス|アドレス|ユーザー?|受信者|送信先)[^。]{0,25}(?:存在し|見つか|ありません|不明|間違|誤り|正しく)|unknown address|nie ma takiego|brak (?:takiego )?(?:u.ytkownika|konta)|no mailbox here|doesn.t have a|have an? .{1,20} account/i,
  ],
  [
    'delayed',
    /\bdelay(?:ed)?\b|will (?:be )?(?:retried|continue|keep trying)|not yet been delivered|遅延|まだ(?:配信|配送)/i,
  ],
]

const byStatus: [RegExp, BounceCode][] = [
  [/^\d\.1\.(?:1|3|6)$/, 'mailbox_unknown'],
  [/^\d\.1\.10$/, 'host_unknown'],
  [/^\d\.1\.2$/, 'host_unknown'],
  [/^\d\.2\.1$/, 'mailbox_disabled'],
  [/^\d\.2\.2$/, 'mailbox_full'],
  [/^\d\.(?:2\.3|3\.4)$/, 'message_too_large'],
  [/^\d\.4\.4$/, 'host_unknown'],
  [/^\d\.7\.\d+$/, 'blocked'],
]

/** Names the reason from the remote's words first (they are exact where a gateway's status is 5.0.0), then the status. */
export function bounceCode(reason: string, status: string | null, isDelayed: boolean): BounceCode {
  if (isDelayed) return 'delayed'
  const coded = byStatus.find(([pattern]) => status !== null && pattern.test(status))?.[1] ?? null
  if (coded && coded !== 'blocked' && coded !== 'mailbox_disabled') return coded
  const said = words.find(([, pattern]) => pattern.test(reason))?.[0]
  if (said) return said
  return coded ?? (/\b(?:550|551|553)\b/.test(reason) ? 'mailbox_unknown' : 'other')
}
