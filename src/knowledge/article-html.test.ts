import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cleanArticleHtml } from './article-html.ts'
import { blocksOf, textOf } from './blocks.ts'
import { wordsBetween } from '#platform/difference.ts'
import { blocksBetween } from './comparison.ts'
import { withLinks } from './links.ts'

test('what the editor makes goes through as it is', () => {
  const html = [
    '<h2>Care</h2><p>Wash <strong>by hand</strong>, <em>never</em> in a machine.<br />Dry it.</p>',
    '<ol data-steps><li><p>One</p></li></ol><ol start="3"><li>Three</li></ol>',
    '<aside data-callout="caution"><p>Hot</p></aside>',
    '<figure><img src="/article-files/12" alt="A pan" width="400" /><figcaption>Pan</figcaption></figure>',
    '<figure data-video="https://www.youtube.com/watch?v=abc-123"><a href="https://www.youtube.com/watch?v=abc-123">See</a></figure>',
    '<figure><video src="/article-files/13" controls></video></figure>',
    '<table><tbody><tr><th colspan="2">Size</th></tr><tr><td><p>S</p></td><td>M</td></tr></tbody></table>',
    '<p><a data-article="42">Returns</a> <a href="/article-files/14">leaflet.pdf</a></p>',
  ].join('')
  expect(cleanArticleHtml(html)).toBe(html)
})

test.each([
  ['<script>alert(1)</script><p onclick="x()">Hi</p>', '<p>Hi</p>'],
  ['<a href="javascript:alert(1)">x</a>', '<a>x</a>'],
  ['<a href="//evil.example">x</a>', '<a>x</a>'],
  ['<a data-article="42" href="https://evil.example">x</a>', '<a data-article="42">x</a>'],
  ['<a data-article="4&quot;2">x</a>', '<a>x</a>'],
  ['<img src="x" onerror="alert(1)">', ''],
  ['<img src="data:image/svg+xml;base64,AAAA" alt="x">', ''],
  [
    '<img src="https://spy.example/pixel.gif" alt="Our shop">',
    '<a href="https://spy.example/pixel.gif">Our shop</a>',
  ],
  ['<iframe src="https://evil.example/"></iframe>', '<p>https://evil.example/</p>'],
  [
    '<iframe src="//www.youtube.com/embed/abc"></iframe>',
    '<figure data-video="https://www.youtube.com/watch?v=abc">https://www.youtube.com/watch?v=abc</figure>',
  ],
  ['<figure data-video="https://evil.example/watch?v=1">x</figure>', '<figure>x</figure>'],
  [
    '<h1>Title</h1><h6>Small</h6><div><div>In</div><p>Out</p></div>',
    '<h2>Title</h2><h4>Small</h4><p>In</p><p>Out</p>',
  ],
  ['<svg><a xlink:href="javascript:x">y</a></svg><style>p{}</style><math></math>', '<a>y</a>'],
  ['<p style="position:fixed" class="x" id="y">Hi</p>', '<p>Hi</p>'],
])('%s becomes %s', (html, clean) => {
  expect(cleanArticleHtml(html)).toBe(clean)
})

const anything = fc
  .array(
    fc.constantFrom(
      ...[
        '<p>',
        '</p>',
        '<div>',
        '</div>',
        '<a href="javascript:x">',
        '<a data-article="1">',
        '</a>',
        '<b>',
        'text',
      ],
      ...[
        '<ul>',
        '<li>',
        '</ul>',
        '<table>',
        '<td>',
        '<img src=x onerror=y>',
        '<script>',
        '</script>',
        '&lt;',
        '"',
      ],
      ...[
        '<iframe src=https://youtu.be/x>',
        '<svg onload=x>',
        '<!--',
        '-->',
        '<figure data-video=x>',
        '<',
        '>',
        '漢字',
      ],
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(''))

test('whatever comes in, nothing that runs comes out, and cleaned once is clean', () => {
  fc.assert(
    fc.property(anything, (html) => {
      const clean = cleanArticleHtml(html)
      expect(clean).not.toMatch(/<(?:script|iframe|svg|style|div)|<[^>]*(?:onerror|onload|javascript:)/i)
      expect(cleanArticleHtml(clean)).toBe(clean)
    }),
    { numRuns: 500 },
  )
})

test('a link to an article gets its address when it is shown, or only its words remain', () => {
  const html = '<p><a data-article="1">One</a> and <a data-article="2">two</a></p>'
  expect(withLinks(html, (id) => (id === 1 ? '/help/x?a=1&b="' : undefined))).toBe(
    '<p><a href="/help/x?a=1&amp;b=&quot;">One</a> and <a>two</a></p>',
  )
})

test('a text is what its blocks say', () => {
  const html =
    '<h2>返品</h2><ul><li><p>箱</p></li></ul><figure data-video="https://youtu.be/x"><img src="/article-files/1" alt="写真"></figure>'
  expect(blocksOf(html).map((block) => block.tag)).toEqual(['h2', 'li', 'video', 'img'])
  expect(textOf(html)).toBe('返品\n箱\n写真')
})

test('a comparison says which blocks are new, and which words in a block that was changed', () => {
  const from = '<h2>Care</h2><p>Wash it by hand and dry it.</p><p>Keep it dry.</p>'
  const to = '<h2>Care</h2><p>Wash it in warm water by hand and dry it.</p><h3>Oil</h3><p>Now and then.</p>'
  const blocks = blocksBetween(from, to)
  expect(blocks.map((block) => [block.kind, block.tag])).toEqual([
    ['same', 'h2'],
    ['changed', 'p'],
    ['removed', 'p'],
    ['added', 'h3'],
    ['added', 'p'],
  ])
  expect(
    blocks[1]?.pieces.filter((piece) => piece.kind === 'added').map((piece) => piece.text.trim()),
  ).toEqual(['in warm water'])
})

test('put together, a comparison gives back both texts', () => {
  const words = fc
    .array(fc.constantFrom('手洗い', 'して', 'ください', ' ', 'pan', '。', 'no'))
    .map((all) => all.join(''))
  fc.assert(
    fc.property(words, words, (from, to) => {
      const pieces = wordsBetween(from, to)
      const side = (other: string) =>
        pieces
          .filter((piece) => piece.kind !== other)
          .map((piece) => piece.text)
          .join('')
      expect([side('added'), side('removed')]).toEqual([from, to])
    }),
  )
})

test('a row of a table is read as one line, wherever it is quoted', () => {
  const table =
    '<p>Fees</p><table><tbody><tr><th>To</th><th>Fee</th></tr><tr><td><p>Japan</p></td><td>JPY 600</td></tr></tbody></table><p>End</p>'
  expect(textOf(table)).toBe('Fees\nTo | Fee\nJapan | JPY 600\nEnd')
})
