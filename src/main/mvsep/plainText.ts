import { Parser } from 'htmlparser2'
import { toLabel, visibleText } from '../../shared/text/visibleText'

const BLOCKS = new Set([
  'p', 'div', 'ul', 'ol', 'table', 'tr', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'pre', 'section', 'article', 'title', 'hr'
])
const UNSEEN = new Set(['script', 'style', 'noscript', 'template'])
const MAXIMUM_HTML = 200_000

/** The text a person would read of a piece of HTML: paragraphs as lines, list items with a bullet; no markup survives. */
export function toPlainText(html: string): string {
  let text = ''
  let unseen = 0
  const parser = new Parser({
    onopentag(name) {
      if (UNSEEN.has(name)) unseen += 1
      else if (name === 'br') text += '\n'
      else if (name === 'li') text += '\n• '
      else if (BLOCKS.has(name)) text += '\n\n'
    },
    ontext(data) {
      if (unseen === 0) text += data.replace(/\s+/g, ' ')
    },
    onclosetag(name) {
      if (UNSEEN.has(name)) unseen -= 1
      else if (BLOCKS.has(name)) text += '\n\n'
    }
  })
  parser.end(html.slice(0, MAXIMUM_HTML))
  return text
    .split('\n')
    .map((line) => visibleText(line).replace(/\s+/g, ' ').trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** The same on one line of at most `maximum` characters: for messages. */
export function toOneLine(html: string, maximum = 500): string {
  return toLabel(toPlainText(html), maximum)
}
