import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RichInline, RichText } from '../../shared/domain/richText'
import { descriptionsOf, htmlPieces, problemsOf, wordsOf } from './testing/richText'
import { toRichText } from './toRichText'

const text = (words: string): RichInline => ({ kind: 'text', text: words })
const paragraph = (...children: RichInline[]) => ({ kind: 'paragraph', children }) as const
const cell = (words: string, isHeader = false, columnSpan = 1, rowSpan = 1) =>
  ({ isHeader, columnSpan, rowSpan, children: words === '' ? [] : [text(words)] })
const link = (href: string, words: string): RichInline => ({ kind: 'link', href, children: [text(words)] })

describe('HTML as rich text', () => {
  it.each<[string, string, RichText]>([
    ['nothing', ' \n&nbsp;<p>&nbsp;</p><ul><li></li></ul><table><tr><td></td></tr></table>', []],
    ['words without markup', ' plain \n words ', [paragraph(text('plain words'))]],
    ['paragraphs, also unclosed ones', '<p>a<p>b</p>c<div>d</div>', ['a', 'b', 'c', 'd'].map((words) => paragraph(text(words)))],
    ['breaks between words, not around them', '<br>a<br>b<br><br><br>c<br>', [
      paragraph(text('a'), { kind: 'lineBreak' }, text('b'), { kind: 'lineBreak' }, { kind: 'lineBreak' }, text('c'))
    ]],
    ['emphasis, with the space outside', 'a <b>b </b><i>c</i><code> d</code>', [
      paragraph(text('a'), { kind: 'strong', children: [text(' b')] }, { kind: 'emphasis', children: [text(' c')] }, { kind: 'code', children: [text(' d')] })
    ]],
    ['emphasis across paragraphs', '<strong><p>a</p><p>b</p></strong>c', [
      paragraph({ kind: 'strong', children: [text('a')] }), paragraph({ kind: 'strong', children: [text('b')] }), paragraph(text('c'))
    ]],
    ['headings', '<h1>a</h1><h2>b</h2><h3>c</h3><h4>d</h4><h6>e</h6>', [3, 3, 4, 5, 5].map((level, index) => ({ kind: 'heading', level, children: [text('abcde'[index] ?? '')] })) as RichText],
    ['lists, and lists in lists', '<ul><li>a<li><p>b</p><p>c</p><ol><li>d</li></ol>e</li></ul>', [
      { kind: 'list', ordered: false, items: [[text('a')], [text('b'), { kind: 'lineBreak' }, text('c')], [text('d')], [text('e')]] }
    ]],
    ['quotes', '<blockquote><p>a</p><ol><li>b</ol></blockquote>c', [
      { kind: 'quote', blocks: [paragraph(text('a')), { kind: 'list', ordered: true, items: [[text('b')]] }] }, paragraph(text('c'))
    ]],
    ['a table with spans and empty cells', '<table><caption>t</caption><colgroup><col></colgroup><thead><tr><th colspan="2">a</th><th rowspan=99999>b</th></tr></thead><tbody><tr><td>&nbsp;</td><td colspan=-3>c</td></tr><tr></tr></tbody></table>', [
      paragraph(text('t')),
      { kind: 'table', rows: [[cell('a', true, 2), cell('b', true, 1, 100)], [cell(''), cell('c')]] }
    ]],
    ['what a cell cannot hold, as lines of it', '<table><tr><td><p>a</p><ul><li>b</li></ul><table><tr><td>c</td><td>d</td></tr></table></td><td>e</td></tr></table>f', [
      { kind: 'table', rows: [[
        { isHeader: false, columnSpan: 1, rowSpan: 1, children: [text('a'), { kind: 'lineBreak' }, text('b'), { kind: 'lineBreak' }, text('c d')] }, cell('e')
      ]] }, paragraph(text('f'))
    ]],
    ['entities', '&lt;b&gt; &eacute;&mdash;&#x41; 1&nbsp;&nbsp;2 &amp;lt;', [paragraph(text('<b> é—A 1 2 &lt;'))]],
    ['links of known hosts, relative ones too', '<a href="https://github.com/a">a</a> <a href="/faq/11">b</a><a href="../../x">c</a>', [
      paragraph(link('https://github.com/a', 'a'), link('https://mvsep.com/faq/11', ' b'), link('https://mvsep.com/x', 'c'))
    ]],
    ['every other link as its words', '<a href="https://evil.example">a</a><a href="javascript:alert(1)">b</a><a href=" jAva\tscript:x">c</a><a href="http://mvsep.com/">d</a><a href="https:// github.com/x">e</a><a>f</a><a href="#top">g</a>', [paragraph(text('abcdefg'))]],
    ['no link in a link', '<a href="/a">a<a href="/b">b</a></a>', [paragraph(link('https://mvsep.com/a', 'ab'))]],
    ['nothing of what is dropped', 'a<script>1</script><style>2</style><iframe src=x>3</iframe><object>4</object><svg><a href="/x">5</a><title>6</title></svg><math>7</math><template><p>8</p></template><noscript>9</noscript>b', [paragraph(text('ab'))]],
    ['words after a picture that closes itself', 'a<svg/>b<img src=x onerror=alert(1) alt="c">', [paragraph(text('ab'))]],
    ['words of elements nobody knows', '<x-y onclick=1>a</x-y><marquee>b</marquee><font>c</font>', [paragraph(text('abc'))]],
    ['no marks that turn the reading round', 'a\u202eb\u2066c\u0007d\u0000e', [paragraph(text('abc d e'))]],
    ['a tag that never ends', 'a<p title="b', [paragraph(text('a'))]]
  ])('reads %s', (_what, html, expected) => expect(toRichText(html)).toEqual(expected))

  it('stops at its limits and says so', () => {
    const end = paragraph(text('…'))
    const manyCells = toRichText(`<table>${'<tr><td>x</td></tr>'.repeat(20_000)}</table>`)
    expect(manyCells[0]).toMatchObject({ kind: 'table', rows: { length: 10_000 } })
    expect(manyCells.at(-1)).toEqual(end)
    for (const html of ['<p>x'.repeat(200_000), `${'<b>'.repeat(100_000)}${'</i>'.repeat(100_000)}`, '<blockquote>a'.repeat(60_000), 'a'.repeat(1_000_001)]) {
      expect(toRichText(html).at(-1)).toEqual(end)
    }
    expect(toRichText(`<table>${'<tr><td>x</td></tr>'.repeat(10_000)}</table>`)).toMatchObject([{ rows: { length: 10_000 } }])
  })

  it.each([
    ['elements opened and others closed', `${'<b>'.repeat(120_000)}${'</i>'.repeat(120_000)}`],
    ['entities', '&amp;'.repeat(190_000)], ['half tags', '<'.repeat(900_000)], ['comments', '<!--'.repeat(200_000)],
    ['one attribute', `<a href="${'x'.repeat(900_000)}">a</a>`], ['wrapped paragraphs', `${'<strong><em><code>'.repeat(80)}${'<p>x</p>'.repeat(100_000)}`]
  ])('reads a megabyte of %s within 2 s', (_what, html) => {
    const startMs = performance.now()
    const problems = problemsOf(toRichText(html))
    expect(performance.now() - startMs).toBeLessThan(2_000)
    expect(problems).toEqual([])
  })

  it('makes nothing but what the union knows, whatever comes', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...htmlPieces) }, { weight: 1, arbitrary: fc.string({ unit: 'binary' }) }), { maxLength: 40 }), (pieces) => {
        expect(problemsOf(toRichText(pieces.join('')))).toEqual([])
      }),
      { numRuns: 3_000 }
    )
  })

  it('keeps every word that is not dropped', () => {
    const open = fc.constantFrom('p', 'b', 'i', 'li', 'ul', 'ol', 'td', 'th', 'tr', 'table', 'div', 'blockquote', 'h3', 'a', 'code', 'span', 'br')
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), open), { maxLength: 30 }), (tags) => {
        const html = tags.map(([isOpen, name], index) => `<${isOpen ? '' : '/'}${name}> w${index} `).join('')
        const words = wordsOf(toRichText(html)).split(/\s+/).filter(Boolean)
        expect(words.sort()).toEqual(tags.map((_tag, index) => `w${index}`).sort())
      }),
      { numRuns: 2_000 }
    )
  })
})

const path = fileURLToPath(new URL('../../../../shared/api/algorithms-2026-08.json', import.meta.url))

describe.skipIf(!existsSync(path))('the real descriptions (skipped where ../shared/api is absent)', () => {
  const descriptions = existsSync(path) ? descriptionsOf(JSON.parse(readFileSync(path, 'utf8'))) : []

  it('are read whole', () => {
    expect(descriptions.length).toBeGreaterThan(100)
    for (const html of descriptions) {
      const rich = toRichText(html)
      expect(problemsOf(rich)).toEqual([])
      // The same words the tags leave when they are cut out, but for entities and spaces.
      const bare = html.replace(/<[^>]*>/g, '').replace(/&[a-z]+;|\s/g, '')
      expect(wordsOf(rich).replace(/[\s\u00a0«»“”’—–&]/g, '')).toBe(bare.replace(/[\u00a0«»“”’—–&]/g, ''))
    }
  })

  it('keep their tables', () => {
    const count = (html: string, part: RegExp): number => html.match(part)?.length ?? 0
    for (const html of descriptions) expect(toRichText(html).filter(({ kind }) => kind === 'table')).toHaveLength(count(html, /<table/g))
  })
})
