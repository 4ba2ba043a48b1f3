import { describe, expect, it } from 'vitest'
import { toOneLine, toPlainText } from './plainText'

describe('HTML as text', () => {
  it.each([
    ['paragraphs and breaks', '<p>One<br>two</p><p>three</p>', 'One\ntwo\n\nthree'],
    ['lists', '<p>New:</p>\r\n<ol>\r\n<li>A &amp; B</li>\r\n<li>C</li></ol>', 'New:\n\n• A & B\n• C'],
    ['links and emphasis', 'see <a href="javascript:x">the <i>page</i></a>.', 'see the page.'],
    ['scripts, styles and comments', 'a<script>alert("</p>")</script><style>p{}</style><!-- no -->b', 'ab'],
    ['handlers', '<img src=x onerror=alert(1)>seen', 'seen'],
    ['entities', '&lt;b&gt; &eacute; &#39;q&#39;', '<b> é \'q\''],
    ['an unfinished tag', 'before <b', 'before'],
    ['marks that turn or hide words', 'a\u202Ebc\u2069<p>d\u200Be</p>', 'abc\n\nde'],
    ['no markup', '  plain  words ', 'plain words']
  ])('reads %s', (_what, html, text) => expect(toPlainText(html)).toBe(text))

  it('fits one line', () => expect(toOneLine('<p>a</p><p>b</p>\u0007c')).toBe('a b c'))
  it('is cut where it is too long', () => expect(toOneLine('x'.repeat(600))).toHaveLength(500))
})
