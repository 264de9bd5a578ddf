import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cleanArticleHtml } from '../article-html.ts'
import { htmlToMarkdown } from './html-to-markdown.ts'
import { markdownToHtml } from './markdown-to-html.ts'

const read = (markdown: string) => cleanArticleHtml(markdownToHtml(markdown))

test('Markdown as people write it becomes an article', () => {
  const markdown = `# お手入れ

使った後は**すぐに**洗い、
乾かしてください。

1. Rinse
2. Dry
   - well

> [!WARNING]
> Hot *pan*.

| Size | Price |
| --- | ---: |
| S | 4,980 |

See [returns](https://a.example/x_(y)) or <https://b.example>, \`a < b\`, snake_case_word.  
Bye & <u>take care</u>.

\`\`\`
code & <more>
\`\`\``
  expect(read(markdown)).toBe(
    [
      '<h2>お手入れ</h2><p>使った後は<strong>すぐに</strong>洗い、乾かしてください。</p>',
      '<ol><li><p>Rinse</p></li><li><p>Dry</p><ul><li><p>well</p></li></ul></li></ol>',
      '<aside data-callout="caution"><p>Hot <em>pan</em>.</p></aside>',
      '<table><tbody><tr><th><p>Size</p></th><th><p>Price</p></th></tr>',
      '<tr><td><p>S</p></td><td><p>4,980</p></td></tr></tbody></table>',
      '<p>See <a href="https://a.example/x_(y)">returns</a> or <a href="https://b.example">https://b.example</a>, ',
      '<code>a &lt; b</code>, snake_case_word.<br />Bye &amp; <u>take care</u>.</p>',
      '<pre><code>code &amp; &lt;more&gt;</code></pre>',
    ].join(''),
  )
})

test('markup that runs is not let through from Markdown either', () => {
  expect(
    read('Hi <script>alert(1)</script> [x](javascript:alert(1))\n\n<figure onclick="x">y</figure>'),
  ).toBe('<p>Hi &lt;script&gt;alert(1)&lt;/script&gt; <a>x</a></p><figure>y</figure>')
})

const words = fc
  .array(
    fc.constantFrom(
      '土鍋',
      'は',
      'pan',
      '*',
      '_',
      '1.',
      '-',
      '#',
      '[x]',
      '`',
      '&amp;',
      '&lt;',
      '\\',
      '|',
      '~~',
      '!',
      'snake_case',
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((all) => all.join(' '))
const inline = fc.oneof(
  words,
  words.map((text) => `<strong>${text}</strong>`),
  words.map((text) => `<em>${text}</em>`),
  words.map((text) => `<strong><em>${text}</em></strong>`),
  words.map((text) => `<a href="https://a.example/?a=1&amp;b=(2)">${text}</a>`),
  words.map((text) => `<a data-article="12">${text}</a>`),
  fc.constantFrom('<code>a ` b</code>', '<u>x</u>', '<img src="/article-files/3" alt="A [pan]" />'),
)
const paragraph = fc.array(inline, { minLength: 1, maxLength: 4 }).map((all) => `<p>${all.join(' ')}</p>`)
const items = fc
  .array(paragraph, { minLength: 1, maxLength: 3 })
  .map((all) => all.map((one) => `<li>${one}</li>`).join(''))
const block = fc.oneof(
  paragraph,
  words.map((text) => `<h3>${text}</h3>`),
  items.map((all) => `<ul>${all}</ul>`),
  items.map((all) => `<ol data-steps>${all}</ol>`),
  fc.tuple(paragraph, items).map(([one, all]) => `<ol start="3"><li>${one}<ul>${all}</ul></li></ol>`),
  fc
    .array(paragraph, { minLength: 1, maxLength: 2 })
    .map((all) => `<aside data-callout="tip">${all.join('')}</aside>`),
  paragraph.map((one) => `<blockquote>${one}</blockquote>`),
  fc
    .tuple(paragraph, paragraph)
    .map(
      ([a, b]) =>
        `<table><tbody><tr><th>${a}</th><th>${b}</th></tr><tr><td>${b}</td><td>${a}</td></tr></tbody></table>`,
    ),
  fc.constantFrom(
    '<hr />',
    '<pre><code>a\n\n``` b &lt;x&gt;</code></pre>',
    '<table><tbody><tr><td colspan="2"><p>x</p></td></tr></tbody></table>',
    '<figure data-video="https://vimeo.com/12"><a href="https://vimeo.com/12">See</a></figure>',
    '<figure><img src="/article-files/3" alt="A pan" /><figcaption>Pan</figcaption></figure>',
    '<p>One<br />two</p>',
  ),
)

test('an article written as Markdown and read again is the same article', () => {
  fc.assert(
    fc.property(fc.array(block, { maxLength: 6 }), (blocks) => {
      const html = cleanArticleHtml(blocks.join(''))
      expect(read(htmlToMarkdown(html))).toBe(html)
    }),
    { numRuns: 400 },
  )
})
