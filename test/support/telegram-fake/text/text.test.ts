import { describe, expect, test } from 'vitest'
import { detected } from './detect.ts'
import { parseHtml } from './html.ts'
import { parseMarkdownV2 } from './markdown.ts'

describe('HTML', () => {
  test.each([
    ['<b>a</b> &lt;c&gt; &amp; &#20013; &copy;', 'a <c> & 中 &copy;', [{ type: 'bold', offset: 0, length: 1 }]],
    [
      '<a href="https://x.org/?a=1&amp;b=2">x</a>',
      'x',
      [{ type: 'text_link', offset: 0, length: 1, url: 'https://x.org/?a=1&b=2' }],
    ],
    ['<pre><code class="language-ts">a</code></pre>', 'a', [{ type: 'pre', offset: 0, length: 1, language: 'ts' }]],
    ['<blockquote expandable>q</blockquote>', 'q', [{ type: 'expandable_blockquote', offset: 0, length: 1 }]],
    ['<span class="tg-spoiler">s</span>', 's', [{ type: 'spoiler', offset: 0, length: 1 }]],
    ['😀<i>b</i>', '😀b', [{ type: 'italic', offset: 2, length: 1 }]],
  ])('%s', (source, text, entities) => {
    expect(parseHtml(source)).toEqual({ text, entities })
  })

  test.each([
    ['a < b', 'Unsupported start tag "" at byte offset 2'],
    ['中<div>a</div>', 'Unsupported start tag "div" at byte offset 3'],
    ['<b>a', 'Can\'t find end tag corresponding to start tag "b"'],
    ['<b><i>a</b></i>', 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'],
    ['a</b>', 'Unexpected end tag at byte offset 1'],
    ['<b', 'Unclosed start tag at byte offset 0'],
  ])('refuses %s', (source, words) => {
    expect(() => parseHtml(source)).toThrow(words)
  })
})

describe('MarkdownV2', () => {
  test.each([
    [
      '*a _b_*',
      'a b',
      [
        { type: 'italic', offset: 2, length: 1 },
        { type: 'bold', offset: 0, length: 3 },
      ],
    ],
    [
      '__u__ ~s~ ||p||',
      'u s p',
      [
        { type: 'underline', offset: 0, length: 1 },
        { type: 'strikethrough', offset: 2, length: 1 },
        { type: 'spoiler', offset: 4, length: 1 },
      ],
    ],
    ['1\\. \\(a\\)', '1. (a)', []],
    ['[x](https://x.org/a\\)b)', 'x', [{ type: 'text_link', offset: 0, length: 1, url: 'https://x.org/a)b' }]],
    ['`a.b`', 'a.b', [{ type: 'code', offset: 0, length: 3 }]],
    ['```ts\na.b```', 'a.b', [{ type: 'pre', offset: 0, length: 3, language: 'ts' }]],
    ['>q\n>r\nend', 'q\nr\nend', [{ type: 'blockquote', offset: 0, length: 3 }]],
  ])('%s', (source, text, entities) => {
    expect(parseMarkdownV2(source)).toEqual({ text, entities })
  })

  test.each([
    ['done.', "Character '.' is reserved and must be escaped with the preceding '\\'"],
    ['a-b', "Character '-' is reserved and must be escaped with the preceding '\\'"],
    ['中*a', "Can't find end of Bold entity at byte offset 3"],
    ['*a _b*', "Can't find end of Italic entity at byte offset 3"],
    ['`a', "Can't find end of Code entity at byte offset 0"],
    ['[a', "Can't find end of TextUrl entity at byte offset 0"],
  ])('refuses %s', (source, words) => {
    expect(() => parseMarkdownV2(source)).toThrow(words)
  })
})

test('commands, addresses and mentions are found without markup', () => {
  const { entities } = detected({ text: '/start abc @someone https://x.org/a, a@b.org #tag', entities: [] })
  expect(entities.map(({ type, offset, length }) => [type, offset, length])).toEqual([
    ['bot_command', 0, 6],
    ['mention', 11, 8],
    ['url', 20, 15],
    ['email', 37, 7],
    ['hashtag', 45, 4],
  ])
})
