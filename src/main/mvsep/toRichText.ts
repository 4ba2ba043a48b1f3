import { Parser } from 'htmlparser2'
import type { RichText } from '../../shared/domain/richText'
import { createRichBlocks, type HeadingLevel, type RichBlocks } from './richBlocks'
import type { Wrapper } from './richLine'
import { isAllowedWebPage } from './webPages'

type Attributes = Readonly<Record<string, string>>
type Open = (blocks: RichBlocks, attributes: Attributes) => () => void

/** Elements that go with everything in them: nothing there was written to be read as text. */
const DROPPED = new Set([
  'script', 'style', 'iframe', 'object', 'embed', 'svg', 'math', 'template', 'noscript', 'noembed', 'noframes', 'head', 'title',
  'audio', 'video', 'canvas', 'applet', 'frameset', 'select', 'textarea'
])

const BASE = 'https://mvsep.com/'
const MAXIMUM_HTML = 1_000_000
const MAXIMUM_SPAN = 100
/** The parser searches its open elements for each closing tag; nobody writes this deep. */
const MAXIMUM_DEPTH = 256
const PIECE = 2_048

const nothing = (): void => undefined
const block: Open = (blocks) => blocks.block()
const heading = (level: HeadingLevel): Open => (blocks) => blocks.heading(level)
const wrapped = (wrapper: Wrapper): Open => ({ line }) => (line.open(wrapper) ? () => line.close() : nothing)
const list = (ordered: boolean): Open => (blocks) => blocks.list(ordered)
const cell = (isHeader: boolean): Open => (blocks, { colspan, rowspan }) => blocks.cell(isHeader, toSpan(colspan), toSpan(rowspan))

const link: Open = ({ line }, { href }) => {
  const address = toAddress(href)
  return address !== null && line.open({ kind: 'link', href: address }) ? () => line.close() : nothing
}

const OPEN: ReadonlyMap<string, Open> = new Map<string, Open>([
  ...['h1', 'h2'].map((name): [string, Open] => [name, heading(3)]),
  ['h3', heading(4)],
  ...['h4', 'h5', 'h6'].map((name): [string, Open] => [name, heading(5)]),
  ...['strong', 'b'].map((name): [string, Open] => [name, wrapped({ kind: 'strong' })]),
  ...['em', 'i', 'cite', 'var', 'dfn'].map((name): [string, Open] => [name, wrapped({ kind: 'emphasis' })]),
  ...['code', 'kbd', 'samp', 'tt'].map((name): [string, Open] => [name, wrapped({ kind: 'code' })]),
  ['a', link],
  ['ul', list(false)],
  ['ol', list(true)],
  ['li', (blocks) => blocks.item()],
  ['blockquote', (blocks) => blocks.quote()],
  ['table', (blocks) => blocks.table()],
  ['tr', (blocks) => blocks.row()],
  ['td', cell(false)],
  ['th', cell(true)],
  ['br', ({ line }) => {
    line.lineBreak()
    return nothing
  }],
  ...[
    'p', 'div', 'pre', 'hr', 'section', 'article', 'header', 'footer', 'main', 'nav', 'aside', 'figure', 'figcaption', 'address',
    'center', 'form', 'fieldset', 'details', 'summary', 'dl', 'dt', 'dd', 'caption', 'thead', 'tbody', 'tfoot'
  ].map((name): [string, Open] => [name, block])
])

/**
 * The service's HTML as text with structure, by the allow-list above; every other element is its text alone. Pure; no
 * markup comes out, and links are https and on the list of webPages.ts. A text beyond the limits ends with "…".
 */
export function toRichText(html: string): RichText {
  const blocks = createRichBlocks()
  const closers: (() => void)[] = []
  let dropped = 0
  const parser = new Parser({
    onopentag(name, attributes) {
      if (DROPPED.has(name)) {
        dropped += 1
        closers.push(() => void (dropped -= 1))
      } else {
        closers.push(dropped > 0 || blocks.isFull() ? nothing : (OPEN.get(name)?.(blocks, attributes) ?? nothing))
      }
    },
    ontext(words) {
      if (dropped === 0 && !blocks.isFull()) blocks.line.text(words)
    },
    onclosetag() {
      closers.pop()?.()
    }
  })
  const isFull = (): boolean => closers.length > MAXIMUM_DEPTH || blocks.isFull()
  const known = html.slice(0, MAXIMUM_HTML)
  for (let at = 0; at < known.length && !isFull(); at += PIECE) parser.write(known.slice(at, at + PIECE))
  const isWhole = known.length === html.length && !isFull()
  if (isWhole) parser.end()
  while (closers.length > 0) closers.pop()?.()
  const text = blocks.finish()
  return isWhole ? text : [...text, { kind: 'paragraph', children: [{ kind: 'text', text: '…' }] }]
}

function toAddress(href: string | undefined): string | null {
  // A place on the page the text was written for is nowhere here.
  if (href === undefined || href.trim().startsWith('#') || !URL.canParse(href, BASE)) return null
  const address = new URL(href, BASE).href
  return isAllowedWebPage(address) ? address : null
}

function toSpan(sent: string | undefined): number {
  const span = Number.parseInt(sent ?? '', 10)
  return span >= 1 ? Math.min(span, MAXIMUM_SPAN) : 1
}
