import { days, openHours, type Ready } from './ready.ts'

/** The carrier says delivered, the customer has nothing. */
export const deliveredNotReceived: Ready = {
  key: 'delivered_not_received',
  name: { en: 'Delivered but not received', ja: '配達完了だが届いていない' },
  about: {
    en: 'Asks the customer to look around, has the carrier look into it, and asks what they would like instead.',
    ja: 'お客様に周囲の確認をお願いし、配送会社に調査を依頼して、その後のご希望を伺います。',
  },
  steps: (of) => [
    {
      id: 'look_around',
      kind: 'ask',
      name: of('Ask to look around', 'お手元の確認をお願いする'),
      text: {
        en: '{{customer.greeting}},\n\nWe are sorry that your parcel has not reached you although the carrier shows it as delivered. Sometimes it was left in a delivery box or with a neighbour, or somebody at home has taken it in.\n\nCould you please look once more and tell us what you found?',
        ja: '{{customer.greeting}}\n\nお荷物が配達完了の表示になっているにもかかわらず、お手元に届いていないとのこと、ご心配をおかけして申し訳ございません。宅配ボックスや玄関先に置かれている場合や、ご家族・ご近所の方が受け取られている場合がございます。\n\nお手数をおかけいたしますが、今一度ご確認のうえ、結果をお知らせいただけますでしょうか。',
      },
      choices: [
        { key: 'found', label: { en: 'I have found it', ja: '見つかりました' } },
        { key: 'missing', label: { en: 'It is not there', ja: '見つかりません' } },
      ],
      remind: {
        ...days(2),
        text: {
          en: '{{customer.greeting}},\n\nHave you been able to look for your parcel? As soon as we know that it is not there we will have the carrier look into it.',
          ja: '{{customer.greeting}}\n\nお荷物は見つかりましたでしょうか。見当たらない場合は、すぐに配送会社へ調査を依頼いたしますので、ご確認の結果をお知らせいただけますと幸いです。',
        },
      },
      giveUp: days(6),
      next: { found: 'settle', answered: 'inquiry', silent: 'settle' },
    },
    {
      id: 'inquiry',
      kind: 'checklist',
      name: of('Have the carrier look into it', '配送会社に調査を依頼する'),
      items: [
        {
          key: 'tracking',
          text: {
            en: 'Tracking and the photo of the delivery looked at',
            ja: '追跡情報と配達時の写真を確認した',
          },
        },
        {
          key: 'address',
          text: { en: 'Address compared with the order', ja: '注文の届け先住所と照合した' },
        },
        {
          key: 'carrier',
          text: {
            en: 'Carrier asked to speak to the driver; number of the inquiry noted',
            ja: '配送会社にドライバーへの確認を依頼し、調査番号を控えた',
          },
        },
      ],
      atMost: openHours(16),
      next: { ticked: 'carrier_time', too_late: 'lead' },
    },
    {
      id: 'carrier_time',
      kind: 'wait',
      name: of('Give the carrier time', '配送会社の回答を待つ'),
      span: openHours(16),
      next: { passed: 'wish' },
    },
    {
      id: 'wish',
      kind: 'ask',
      name: of('Ask what they would like', 'ご希望を伺う'),
      text: {
        en: '{{customer.greeting}},\n\nThe carrier has not found your parcel. We are sorry, and you shall not have to wait any longer. What may we do for you?',
        ja: '{{customer.greeting}}\n\n配送会社による調査でも、お荷物の所在を確認できませんでした。長らくお待たせしておりますこと、重ねてお詫び申し上げます。\n\n今後の対応につきまして、ご希望をお聞かせいただけますでしょうか。',
      },
      choices: [
        { key: 'again', label: { en: 'Please send it again', ja: '再送を希望します' } },
        { key: 'refund', label: { en: 'Please refund me', ja: '返金を希望します' } },
      ],
      remind: { ...days(2), text: { en: '', ja: '' } },
      giveUp: days(7),
      next: { again: 'send_again', refund: 'refund', answered: 'lead', silent: 'lead' },
    },
    {
      id: 'send_again',
      kind: 'checklist',
      name: of('Send it again', '再送する'),
      items: [
        { key: 'stock', text: { en: 'In stock', ja: '在庫を確認した' } },
        { key: 'sent', text: { en: 'Sent, and the customer told', ja: '発送し、お客様に連絡した' } },
        { key: 'claim', text: { en: 'Claimed from the carrier', ja: '配送会社に補償を請求した' } },
      ],
      next: { ticked: 'settle' },
    },
    {
      id: 'refund',
      kind: 'checklist',
      name: of('Refund it', '返金する'),
      items: [
        { key: 'paid', text: { en: 'Refunded, and the customer told', ja: '返金し、お客様に連絡した' } },
        { key: 'claim', text: { en: 'Claimed from the carrier', ja: '配送会社に補償を請求した' } },
      ],
      next: { ticked: 'settle' },
    },
    {
      id: 'lead',
      kind: 'team',
      name: of('Hand to those who decide', '判断する担当へ引き継ぐ'),
      note: of(
        'Delivered but not received: the flow could not settle it. Please decide what to offer the customer.',
        '配達完了・未着の件です。フローでは解決できませんでした。お客様へのご提案をご判断ください。',
      ),
      next: { done: 'end' },
    },
    {
      id: 'settle',
      kind: 'do',
      name: of('Mark as resolved', '解決済みにする'),
      actions: [
        { action: 'tag_on', value: { tags: ['delivery'] } },
        { action: 'status', value: { status: 'resolved' } },
      ],
      next: { done: 'end', refused: 'end' },
    },
    { id: 'end', kind: 'end', name: '' },
  ],
}
