// @vitest-environment happy-dom
import { cleanup, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { RichCell, RichInline, RichText } from '../../../shared/domain/richText'
import { RichTextView } from './RichTextView'

const text = (words: string): RichInline => ({ kind: 'text', text: words })
const cell = (words: string, part: Partial<RichCell> = {}): RichCell => ({ isHeader: false, columnSpan: 1, rowSpan: 1, children: [text(words)], ...part })
const show = (rich: RichText, onLink = vi.fn()) => {
  const { container } = render(<RichTextView text={rich} language="ru" tableLabel="Table" onLink={onLink} />)
  return { container, onLink }
}
afterEach(cleanup)

describe('text with structure', () => {
  it('becomes paragraphs, headings, lists and quotes in its own language', () => {
    const { container } = show([
      { kind: 'heading', level: 3, children: [text('Quality')] },
      { kind: 'paragraph', children: [text('It is '), { kind: 'strong', children: [text('good')] }, { kind: 'lineBreak' }, { kind: 'code', children: [text('v2')] }] },
      { kind: 'list', ordered: true, items: [[text('one')], [{ kind: 'emphasis', children: [text('two')] }]] },
      { kind: 'quote', blocks: [{ kind: 'paragraph', children: [text('said')] }] }
    ])
    expect(container.querySelector('[lang]')?.getAttribute('lang')).toBe('ru')
    expect(screen.getByRole('heading', { level: 3, name: 'Quality' })).toBeTruthy()
    expect(within(screen.getByRole('list')).getAllByRole('listitem').map((item) => item.textContent)).toEqual(['one', 'two'])
    expect(container.querySelector('blockquote')?.textContent).toBe('said')
  })

  it('shows markup as the letters it is written with', () => {
    const hostile = '<img src=x onerror=alert(1)><script>alert(2)</script><b>bold</b>'
    const { container } = show([
      { kind: 'paragraph', children: [text(hostile), { kind: 'link', href: 'https://mvsep.com/', children: [text(hostile)] }] },
      { kind: 'table', rows: [[cell(hostile, { isHeader: true })], [cell(hostile)]] },
      { kind: 'list', ordered: false, items: [[text(hostile)]] }
    ])
    expect(container.querySelector('script, img, b, iframe')).toBeNull()
    expect(container.textContent.split(hostile)).toHaveLength(6)
  })

  it('hands a link’s address on when it is pressed, by mouse or keyboard, and has no address in the page', async () => {
    const { container, onLink } = show([{ kind: 'paragraph', children: [{ kind: 'link', href: 'https://mvsep.com/faq', children: [text('the FAQ')] }] }])
    const link = screen.getByRole('link', { name: 'the FAQ' })
    await userEvent.click(link)
    await userEvent.keyboard('{Enter}')
    expect(onLink.mock.calls).toEqual([['https://mvsep.com/faq'], ['https://mvsep.com/faq']])
    expect(container.querySelector('[href]')).toBeNull()
  })

  it('leaves the space at the ends of a link out of it', () => {
    const { container } = show([{ kind: 'paragraph', children: [text('at'), { kind: 'link', href: 'https://mvsep.com/faq', children: [text(' the FAQ ')] }, text('there')] }])
    expect(screen.getByRole('link').textContent).toBe('the FAQ')
    expect(container.textContent).toBe('at the FAQ there')
  })

  it.each(['javascript:alert(1)', 'http://mvsep.com/', 'file:///etc/passwd', 'data:text/html,x', ''])('makes no link of %s', (href) => {
    show([{ kind: 'paragraph', children: [{ kind: 'link', href, children: [text('press me')] }] }])
    expect(screen.queryByRole('link')).toBeNull()
    expect(screen.getByText('press me')).toBeTruthy()
  })

  it('survives text nested beyond all reason', () => {
    let deep: RichInline = text('bottom')
    let quote: RichText = [{ kind: 'paragraph', children: [text('bottom')] }]
    for (let level = 0; level < 2_000; level += 1) {
      deep = { kind: 'strong', children: [deep] }
      quote = [{ kind: 'quote', blocks: quote }]
    }
    show([{ kind: 'paragraph', children: [text('top'), deep] }, ...quote])
    expect(screen.getByText('top')).toBeTruthy()
  })
})

describe('a table', () => {
  const headings = (container: HTMLElement): (string | null)[] => [...container.querySelectorAll('thead tr')].map((row) => row.textContent)

  it('scrolls in a window of its own that the keyboard reaches', () => {
    show([{ kind: 'table', rows: [[cell('a')]] }])
    expect(screen.getByRole('group', { name: 'Table' }).getAttribute('tabindex')).toBe('0')
  })
  it('keeps marked headings in sight', () => {
    const { container } = show([{ kind: 'table', rows: [[cell('Model', { isHeader: true }), cell('SDR', { isHeader: true })], [cell('v1', { isHeader: true }), cell('9.1')]] }])
    expect(headings(container)).toEqual(['ModelSDR'])
    expect(container.querySelector('tbody th')?.getAttribute('scope')).toBe('row')
  })
  it('takes strong letters for headings, and the rows a tall heading reaches into', () => {
    const strong = (words: string, part: Partial<RichCell> = {}) => cell('', { children: [{ kind: 'strong', children: [text(words)] }], ...part })
    const { container } = show([{ kind: 'table', rows: [[cell('Name', { rowSpan: 2 }), strong('One'), strong('Two')], [cell('SDR'), cell('SDR')], [cell('v1'), cell('9'), cell('8')]] }])
    expect(headings(container)).toEqual(['NameOneTwo', 'SDRSDR'])
  })
  it('has none where the first row names nothing', () => {
    const { container } = show([{ kind: 'table', rows: [[cell('v1'), cell('9.1')], [cell('v2'), cell('9.3')]] }])
    expect(headings(container)).toEqual([])
  })
  it('is not torn apart by mad spans, nor by having no rows', () => {
    const { container } = show([{ kind: 'table', rows: [[cell('x', { columnSpan: 1e9, rowSpan: Number.NaN })]] }, { kind: 'table', rows: [] }])
    expect(container.querySelector('td')?.getAttribute('colspan')).toBe('50')
    expect(container.querySelector('td')?.getAttribute('rowspan')).toBe('1')
  })
})
