import type { RichBlock, RichInline, RichText } from '../../../shared/domain/richText'
import { isAllowedWebPage } from '../webPages'

/** Pieces that, put together in any order, have fooled cleaners of HTML: wrong nesting, namespaces, raw text, comments. */
export const htmlPieces: readonly string[] = [
  '<p>', '</p>', '<b>', '</b>', '<i>', '<code>', '<a href="https://mvsep.com/x">', '<a href="javascript:alert(1)">', '<a href="jav&#x0A;ascript:alert(1)">',
  '<a href=data:text/html,x>', '<a href="//evil.example">', '</a>', '<ul>', '</ul>', '<ol>', '<li>', '</li>', '<table>', '</table>', '<tr>', '</tr>', '<td>', '<th colspan=7>',
  '</td>', '<tbody>', '<caption>', '<blockquote>', '</blockquote>', '<h2>', '</h2>', '<br>', '<br/>', '</br>', '<img src=x onerror=alert(1)>', '<svg>', '</svg>', '<svg/onload=alert(1)>',
  '<math>', '</math>', '<mtext>', '<mglyph>', '<annotation-xml encoding="text/html">', '<foreignObject>', '<desc>', '<style>', '</style>', '<script>', '</script>', '<title>', '</title>',
  '<textarea>', '</textarea>', '<noscript>', '</noscript>', '<template>', '</template>', '<iframe srcdoc="<script>1</script>">', '</iframe>', '<object data=x>', '</object>', '<embed src=x>',
  '<form action=javascript:1>', '<input value="', '">', '<!--', '-->', '<!-->', '--!>', '<![CDATA[', ']]>', '<?php', '?>', '<!DOCTYPE html>', '<', '</', '<a', '&lt;script&gt;', '&#0;', '&#x1b;', '&#x202e;',
  '&nbsp;', '&amp', '\u0000', '\u0008', '\u202e', '\ud800', '\udc00', 'words', ' ', '\n', '<plaintext>', '<xmp>', '</xmp>', '<base href="https://evil.example/">', '<meta http-equiv=refresh content="0">',
  '<p style="background:url(javascript:1)">', '<b onmouseover=alert(1)>', '<x:y>', '<P>', '<A HREF="HTTPS://EVIL.EXAMPLE">', '<form><form>', '<p id="__proto__">', '<constructor>', '<__proto__>'
]

const UNWANTED = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u

/** What is wrong with a rich text; empty when it holds only what the union names and nothing that could be run. */
export function problemsOf(text: RichText): readonly string[] {
  return text.flatMap((block) => problemsOfBlock(block, 0))
}

const keysAre = (value: object, ...keys: string[]): string[] =>
  Object.keys(value).sort().join() === keys.sort().join() ? [] : [`keys ${Object.keys(value).join()}`]
const isSpan = (value: number): boolean => Number.isInteger(value) && value >= 1 && value <= 100

function problemsOfBlock(block: RichBlock, depth: number): string[] {
  if (depth > 4) return ['quotes too deep']
  switch (block.kind) {
    case 'paragraph': return [...keysAre(block, 'kind', 'children'), ...problemsOfLine(block.children)]
    case 'heading': return [...keysAre(block, 'kind', 'level', 'children'), ...([3, 4, 5].includes(block.level) ? [] : ['level']), ...problemsOfLine(block.children)]
    case 'list': return [...keysAre(block, 'kind', 'ordered', 'items'), ...block.items.flatMap(problemsOfLine)]
    case 'quote': return [...keysAre(block, 'kind', 'blocks'), ...block.blocks.flatMap((inner) => problemsOfBlock(inner, depth + 1))]
    case 'table': return [
      ...keysAre(block, 'kind', 'rows'),
      ...block.rows.flat().flatMap((cell) => [
        ...keysAre(cell, 'isHeader', 'columnSpan', 'rowSpan', 'children'),
        ...(isSpan(cell.columnSpan) && isSpan(cell.rowSpan) ? [] : ['span']),
        ...(cell.children.length === 0 ? [] : problemsOfLine(cell.children))
      ])
    ]
    default: return [`unknown block ${JSON.stringify(block)}`]
  }
}

function problemsOfLine(line: readonly RichInline[]): string[] {
  return line.length === 0 ? ['empty'] : line.flatMap((node) => problemsOfInline(node, 0))
}

function problemsOfInline(node: RichInline, depth: number): string[] {
  if (depth > 4) return ['wrappers too deep']
  switch (node.kind) {
    case 'text': return [...keysAre(node, 'kind', 'text'), ...(node.text === '' ? ['no text'] : []), ...(UNWANTED.test(node.text) ? ['control'] : [])]
    case 'lineBreak': return keysAre(node, 'kind')
    case 'link':
    case 'strong':
    case 'emphasis':
    case 'code': return [
      ...(node.kind === 'link' ? [...keysAre(node, 'kind', 'href', 'children'), ...(isAllowedWebPage(node.href) ? [] : [`link ${node.href}`])] : keysAre(node, 'kind', 'children')),
      ...(node.children.length === 0 ? ['empty'] : node.children.flatMap((inner) => problemsOfInline(inner, depth + 1)))
    ]
    default: return [`unknown inline ${JSON.stringify(node)}`]
  }
}

/** Its words alone, each block's, cell's and break's apart. */
export function wordsOf(text: RichText): string {
  const inline = (node: RichInline): string => (node.kind === 'text' ? node.text : node.kind === 'lineBreak' ? '\n' : node.children.map(inline).join(''))
  const line = (nodes: readonly RichInline[]): string => nodes.map(inline).join('')
  const block = (one: RichBlock): string => {
    switch (one.kind) {
      case 'paragraph':
      case 'heading': return line(one.children)
      case 'list': return one.items.map(line).join('\n')
      case 'quote': return wordsOf(one.blocks)
      case 'table': return one.rows.flat().map(({ children }) => line(children)).join('\n')
    }
  }
  return text.map(block).join('\n')
}

/** Every long description of a catalogue as it was sent. */
export function descriptionsOf(rows: unknown): readonly string[] {
  const texts: string[] = []
  JSON.stringify(rows, (name, value: unknown) => {
    if (name === 'long_description' && typeof value === 'string') texts.push(value)
    return value
  })
  return texts
}
