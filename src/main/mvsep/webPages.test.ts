import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isAllowedWebPage, toTrustedWebPage, WEB_PAGE_HOSTS } from './webPages'

describe('web pages', () => {
  it.each([
    'https://mvsep.com/', 'https://de.mvsep.com/quality_checker?sort=1#top', 'https://www.aicrowd.com/challenges/x', 'https://ru.wikipedia.org/wiki/%D0%A5%D0%BE%D1%80',
    'https://github.com/owner/name/releases', 'HTTPS://GitHub.com/x', 'https://mvsep.com:443/faq/11', 'https://doi.org/10.1/x'
  ])('are opened: %s', (address) => {
    expect(isAllowedWebPage(address)).toBe(true)
    expect(toTrustedWebPage(address)).toBe(new URL(address).href)
  })

  it.each([
    'http://mvsep.com/', 'https://mvsep.com:8443/', 'https://user@mvsep.com/', 'https://:secret@mvsep.com/', 'https://mvsep.com@evil.example/',
    'https://evilmvsep.com/', 'https://mvsep.com.evil.example/', 'https://github.com.evil.example/', 'https://someone.medium.com/', 'https://pages.github.com/',
    'https://mvsep.com./', 'https://wikipedia.org.evil.example/', 'https:\\\\evil.example\\mvsep.com', 'https://evil.example/#https://mvsep.com/',
    'javascript:alert(1)//https://mvsep.com/', 'data:text/html,<script>1</script>', 'file:///etc/passwd', 'ms-settings:', 'mailto:a@mvsep.com', 'vbscript:x',
    '//mvsep.com/', '/faq/11', '', ' ', 'mvsep.com', 'https://', 'https://\u0430rxiv.org/', 'https://127.0.0.1/', `https://mvsep.com/${'x'.repeat(2_000)}`,
    // Grows past the limit when it is written out.
    `https://mvsep.com/${'é'.repeat(1_500)}`
  ])('are not: %s', (address) => {
    expect(isAllowedWebPage(address)).toBe(false)
    expect(() => toTrustedWebPage(address)).toThrow(expect.objectContaining({ code: 'resultUntrusted' }) as Error)
  })

  it('have a reason each', () => {
    for (const { host, why } of WEB_PAGE_HOSTS) expect([host === new URL(`https://${host}`).hostname, why.length > 4]).toEqual([true, true])
  })

  it('are https on a known host, whatever is asked', () => {
    const part = fc.constantFrom('https:', 'http:', 'javascript:', '//', '/', '\\', '@', ':', '.', 'mvsep.com', 'evil.example', 'www.', '\t', '\n', '%00', '?', '#', 'x')
    fc.assert(
      fc.property(fc.oneof(fc.webUrl(), fc.string(), fc.array(part, { maxLength: 9 }).map((parts) => parts.join(''))), (address) => {
        if (!isAllowedWebPage(address)) return
        const { protocol, hostname } = new URL(toTrustedWebPage(address))
        expect(protocol).toBe('https:')
        expect(WEB_PAGE_HOSTS.some(({ host }) => hostname === host || hostname.endsWith(`.${host}`))).toBe(true)
      }),
      { numRuns: 2_000 }
    )
  })
})
