import { describe, expect, it } from 'vitest'
import { escapeName, multipartFrame } from './multipart'

describe('multipartFrame', () => {
  it('keeps a file name in UTF-8 and lets it break out of neither quotes nor lines', () => {
    expect(escapeName('Ünï "x"\r\nX-Evil: 1.mp3')).toBe('Ünï %22x%22%0D%0AX-Evil: 1.mp3')
  })

  it('is read back by an independent parser, field by field', async () => {
    const files = [
      { field: 'target_audiofile', path: '/nowhere', fileName: 'naïve — 歌.flac' },
      { field: 'reference_audiofile', path: '/nowhere', fileName: 'b.wav' }
    ]
    const frame = multipartFrame({ fields: [['api_token', 'secret'], ['add_opt1', '0.3\r\nsecond line']], files })
    const [firstHead = Buffer.of(), secondHead = Buffer.of()] = frame.heads
    const body = Buffer.concat([firstHead, Buffer.from([0, 13, 10, 45, 45, 255]), secondHead, Buffer.from('other'), frame.tail])
    const form = await new Response(body, { headers: { 'content-type': frame.contentType } }).formData()
    expect(form.get('api_token')).toBe('secret')
    expect(form.get('add_opt1')).toBe('0.3\r\nsecond line')
    const sent = form.get('target_audiofile')
    if (!(sent instanceof File)) throw new Error('the file part is missing')
    expect(sent.name).toBe('naïve — 歌.flac')
    expect(Buffer.from(await sent.arrayBuffer())).toEqual(Buffer.from([0, 13, 10, 45, 45, 255]))
    const other = form.get('reference_audiofile')
    expect(other instanceof File && [other.name, await other.text()]).toEqual(['b.wav', 'other'])
  })

  it('makes a whole body without a file', async () => {
    const frame = multipartFrame({ fields: [['hash', 'abc']], files: [] })
    const form = await new Response(new Uint8Array(frame.tail), { headers: { 'content-type': frame.contentType } }).formData()
    expect([...form.entries()]).toEqual([['hash', 'abc']])
  })
})
