import type { RichInline } from '../../shared/domain/richText'

export type Wrapper = { readonly kind: 'strong' | 'emphasis' | 'code' } | { readonly kind: 'link'; readonly href: string }

/** One run of text being written: a paragraph, a cell, an item. Spaces and breaks at its ends never come out. */
export interface RichLine {
  text(words: string): void
  /** A break that was asked for; more than two in a row are two. */
  lineBreak(): void
  /** The edge of a block inside a cell or an item: at least one break, once something follows. */
  edge(): void
  space(): void
  /** False when this kind is open already: the new one then adds nothing and must not be closed. */
  open(wrapper: Wrapper): boolean
  close(): void
  /** What was written since the last `take`. Wrappers still open go on in the next run. */
  take(): readonly RichInline[]
}

const BLANKS = /[\s\p{Cc}]+/gu
// Marks that turn the reading direction round: a text could show other words than it holds.
const TURNING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu

interface OpenNode {
  readonly wrapper: Wrapper
  readonly children: RichInline[]
}

/** Begins a line. `spend` is called once for each node made and answers false when no more may be made. */
export function createRichLine(spend: () => boolean): RichLine {
  const wanted: Wrapper[] = []
  let root: RichInline[] = []
  let made: OpenNode[] = []
  let breaks = 0
  let spaced = false

  const fold = (): void => {
    const node = made.pop()
    if (node === undefined) return
    const siblings = made.at(-1)?.children ?? root
    siblings.push({ ...node.wrapper, children: node.children })
  }

  /** Where the next node goes. Wrappers come into being with their first content, so none is empty. */
  const target = (): RichInline[] => {
    for (const wrapper of wanted.slice(made.length)) {
      if (!spend()) break
      made.push({ wrapper, children: [] })
    }
    return made.at(-1)?.children ?? root
  }

  const put = (node: RichInline): void => {
    const nodes = target()
    const last = nodes.at(-1)
    if (node.kind === 'text' && last?.kind === 'text') nodes[nodes.length - 1] = { kind: 'text', text: last.text + node.text }
    else if (spend()) nodes.push(node)
  }

  const isEmpty = (): boolean => root.length === 0 && made.length === 0

  return {
    text(words) {
      const core = words.replace(TURNING, '').replace(BLANKS, ' ')
      const trimmed = core.trim()
      if (core.startsWith(' ')) spaced = true
      if (trimmed === '') return
      if (!isEmpty()) for (; breaks > 0; breaks -= 1) { put({ kind: 'lineBreak' }); spaced = false }
      put({ kind: 'text', text: (spaced && !isEmpty() ? ' ' : '') + trimmed })
      breaks = 0
      spaced = core.endsWith(' ')
    },
    lineBreak() {
      breaks = Math.min(2, breaks + 1)
    },
    edge() {
      breaks = Math.max(1, breaks)
    },
    space() {
      spaced = true
    },
    open(wrapper) {
      if (wanted.some(({ kind }) => kind === wrapper.kind)) return false
      wanted.push(wrapper)
      return true
    },
    close() {
      if (made.length === wanted.length) fold()
      wanted.pop()
    },
    take() {
      while (made.length > 0) fold()
      const nodes = root
      root = []
      made = []
      breaks = 0
      spaced = false
      return nodes
    }
  }
}
