import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { isHarmlessMarkup, isOwnScript } from './trustedTypes'

describe('trusted markup', () => {
  it('is nothing, or the skeleton wavesurfer.js really uses', () => {
    expect(isHarmlessMarkup('')).toBe(true)
    const source = readFileSync(new URL('../../../../node_modules/wavesurfer.js/dist/renderer.js', import.meta.url), 'utf8')
    const template = /shadow\.innerHTML = `([^`]*<style)\$\{[^`]*`[^`]*`[^}]*\}([\s\S]*?<\/div>\s*)`;/.exec(source)
    expect(template).not.toBeNull()
    const skeleton = `${template?.[1] ?? ''} nonce="Ab/+9="${template?.[2] ?? ''}`.replace(/\$\{[^}]*\}/g, '128')
    expect(skeleton).toContain('part="cursor"')
    expect(isHarmlessMarkup(skeleton)).toBe(true)
  })

  it.each([
    '<div></div>',
    '<script>alert(1)</script>',
    '<style>a{}</style><div class="x" part="y" onclick="alert(1)"></div>',
    '<style>a{}</style><img src=x onerror=alert(1)>',
    '<style>a{}</style><div class="x" part="y">text</div>',
    '<style>a{}</style><div class="x" part="y"><style></style></div>',
    'text'
  ])('is not %s', (html) => {
    expect(isHarmlessMarkup(html)).toBe(false)
  })

  it('scripts come from our own origin alone', () => {
    const page = 'app://bundle/index.html'
    expect(isOwnScript('app://bundle/assets/feeder-1.js', page)).toBe(true)
    expect(isOwnScript('./assets/feeder-1.js', page)).toBe(true)
    expect(['https://example.org/x.js', 'app://other/x.js', 'data:text/javascript,1', 'blob:app://bundle/1'].some((url) => isOwnScript(url, page))).toBe(false)
  })
})
