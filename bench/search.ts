import { machine, report } from './machine.ts'
import { percentiles, timesOf, withLargeDesk } from './parts/large-desk.ts'

// Search over HTTP at 3,000,000 messages, first page of 50. Target: p95 ≤ 50 ms for a common and for a rare word.
const questions: Record<string, string[]> = {
  'Japanese, 2 characters, common': ['返品', '注文', '配送', '土鍋', '確認', '到着', '交換', '在庫'],
  'Japanese, 2 characters, seldom': ['漆器', '七輪', '羽釜', '沖縄', '髙木', '茶筅'],
  'Japanese, 1 character': ['鍋', '傷', '蓋'],
  'Japanese, long': ['お世話になっております', '箱が潰れていました', '三営業日以内'],
  'English word, common': ['order', 'refund', 'broken', 'please', 'donabe'],
  'English word, seldom': ['carafe', 'honolulu', "o'brien", 'wholesale'],
  'two words': ['返品 土鍋', 'crack donabe', 'refund 交換', 'wedding whisk'],
  'order number': ['HK-212345', 'HK-512346', 'HK-912347', '100777'],
  address: ['carter.2n9c', 'from:tanaka', 'sato.1@example.com'],
  'nothing to find': ['犬小屋', 'xylophone', '返品希望日'],
  filters: [
    '返品 status:open',
    'order before:2026-11-01',
    '土鍋 tag:VIP',
    'broken assignee:me',
    'in:unassigned refund',
  ],
}

const measuring = machine()
await withLargeDesk(async (desk) => {
  const rows: Record<string, unknown>[] = []
  for (const [kind, words] of Object.entries(questions)) {
    const times = await timesOf(
      desk,
      words.map((q) => `/api/search?limit=50&q=${encodeURIComponent(q)}`),
      60,
    )
    rows.push({ kind, ...percentiles(times) })
  }
  report('search', rows, { machine: measuring, target: 'p95 <= 50 ms' })
})
