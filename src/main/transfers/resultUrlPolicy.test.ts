import { describe, expect, it } from 'vitest'
import { mayFetchResult } from './resultUrlPolicy'

const MVSEP = 'https://de2.mvsep.com/api'
const LOCAL = 'http://127.0.0.1:4711/api'

describe('mayFetchResult (A7 rows 52, 53)', () => {
  it.each([
    ['https://mvsep.com/storage/processed/1/a.flac', MVSEP],
    ['https://de2.mvsep.com/storage/processed/1/a.flac', MVSEP],
    ['http://127.0.0.1:4711/storage/a.flac', LOCAL],
    ['http://[::1]:80/storage/a.flac', 'http://[::1]/api']
  ])('allows %s for %s', (url, apiBase) => {
    expect(mayFetchResult(url, apiBase)).toBe(true)
  })

  it.each([
    ['http://mvsep.com/storage/a.flac', MVSEP],
    ['https://evilmvsep.com/storage/a.flac', MVSEP],
    ['https://mvsep.com.evil.example/storage/a.flac', MVSEP],
    ['https://mvsep.com:8443/storage/a.flac', MVSEP],
    ['https://user:word@mvsep.com/storage/a.flac', MVSEP],
    ['https://mvsep.com/api/storage/a.flac', MVSEP],
    ['https://mvsep.com/storage/../api/user', MVSEP],
    ['https://mvsep.com/storage/%2e%2e/api/user', MVSEP],
    ['http://127.0.0.1:4711/storage/a.flac', MVSEP],
    ['http://169.254.169.254/storage/meta', MVSEP],
    ['file:///storage/a.flac', MVSEP],
    ['data:text/plain,x', MVSEP],
    ['not an address', MVSEP],
    ['', MVSEP],
    ['http://127.0.0.1:4712/storage/a.flac', LOCAL],
    ['http://localhost:4711/storage/a.flac', LOCAL],
    ['https://127.0.0.1:4711/storage/a.flac', LOCAL],
    ['https://mvsep.com/storage/a.flac', LOCAL]
  ])('refuses %s for %s', (url, apiBase) => {
    expect(mayFetchResult(url, apiBase)).toBe(false)
  })
})
