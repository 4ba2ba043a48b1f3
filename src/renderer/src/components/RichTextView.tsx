import type { ReactNode } from 'react'
import type { RichBlock, RichInline, RichText } from '../../../shared/domain/richText'
import { RichTable } from './RichTable'
import { TextLink } from './TextLink'
import './richText.css'

export interface RichTextViewProps {
  readonly text: RichText
  /** Language of the text, for voices and hyphens (BCP 47). */
  readonly language: string
  readonly tableLabel: string
  readonly onLink: (url: string) => void
}

// Text nested deeper than this was not written by a person.
const DEEPEST = 24

const HEADINGS = { 3: 'h3', 4: 'h4', 5: 'h5' } as const

/** Text with structure. Everything in it is shown as text: there is no way from here to HTML. */
export function RichTextView({ text, language, tableLabel, onLink }: RichTextViewProps) {
  const inline = (parts: readonly RichInline[], depth: number): ReactNode =>
    depth > DEEPEST ? null : parts.map((part, index) => <Inline key={index} part={part} onLink={onLink} inner={(children) => inline(children, depth + 1)} />)
  const block = (part: RichBlock, key: number, depth: number): ReactNode => {
    switch (part.kind) {
      case 'paragraph': return <p key={key}>{inline(part.children, 0)}</p>
      case 'heading': {
        const Heading = HEADINGS[part.level]
        return <Heading key={key}>{inline(part.children, 0)}</Heading>
      }
      case 'list': {
        const List = part.ordered ? 'ol' : 'ul'
        return <List key={key}>{part.items.map((item, index) => <li key={index}>{inline(item, 0)}</li>)}</List>
      }
      case 'table': return <RichTable key={key} rows={part.rows} label={tableLabel} cell={(children) => inline(children, 0)} />
      case 'quote': return <blockquote key={key}>{depth > DEEPEST ? null : part.blocks.map((inner, index) => block(inner, index, depth + 1))}</blockquote>
    }
  }
  return <div className="rich selectable" lang={language}>{text.map((part, index) => block(part, index, 0))}</div>
}

/** The same without the space at its ends, which would be underlined with the words of a link. */
function withoutOuterSpace(parts: readonly RichInline[]): { readonly before: string; readonly children: readonly RichInline[]; readonly after: string } {
  const [first] = parts
  const before = first?.kind === 'text' ? (/^\s+/.exec(first.text)?.[0] ?? '') : ''
  const started = first?.kind === 'text' ? [{ ...first, text: first.text.slice(before.length) }, ...parts.slice(1)] : parts
  const last = started.at(-1)
  const after = last?.kind === 'text' ? (/\s+$/.exec(last.text)?.[0] ?? '') : ''
  const children = last?.kind === 'text' ? [...started.slice(0, -1), { ...last, text: last.text.slice(0, last.text.length - after.length) }] : started
  return { before, children, after }
}

function Inline({ part, onLink, inner }: {
  readonly part: RichInline; readonly onLink: (url: string) => void; readonly inner: (children: readonly RichInline[]) => ReactNode
}) {
  switch (part.kind) {
    case 'text': return part.text
    case 'lineBreak': return <br />
    case 'strong': return <strong>{inner(part.children)}</strong>
    case 'emphasis': return <em>{inner(part.children)}</em>
    case 'code': return <code>{inner(part.children)}</code>
    case 'link': {
      // Main has checked the address already; what is no https address is no link here either.
      const { href } = part
      if (!href.startsWith('https://')) return inner(part.children)
      const { before, children, after } = withoutOuterSpace(part.children)
      return <>{before}<TextLink title={href} onPress={() => { onLink(href) }}>{inner(children)}</TextLink>{after}</>
    }
  }
}
