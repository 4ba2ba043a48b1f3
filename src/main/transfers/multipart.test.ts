import { describe, expect, it } from 'vitest'
import { escapeName, multipartFrame } from './multipart'

describe('multipartFrame', () => {
  it('keeps a file name in UTF-8 and lets it break out of neither quotes nor lines', () => {
    expect(escapeName('Ünï "x"\r\nX-Evil: 1.mp3')).toBe('Ünï %22x%22%0D%0AX-Evil: 1.mp3')
  })

  it('is read back by an independent parser, field by field', async () => {
    const file = { field: 'audiofile', path: '/nowhere', fileName: 'naïve — 歌.flac' }
    const frame = multipartFrame({ fields: [['api_token', 'secret'], ['add_opt1', '0.3\r\nsecond line']], file })
    const body = Buffer.concat([frame.head, Buffer.from([0, 13, 10, 45, 45, 255]), frame.tail])
    const form = await new Response(body, { headers: { 'content-type': frame.contentType } }).formData()
    expect(form.get('api_token')).toBe('secret')
    expect(form.get('add_opt1')).toBe('0.3\r\nsecond line')
    const sent = form.get('audiofile')
    if (!(sent instanceof File)) throw new Error('the file part is missing')
    expect(sent.name).toBe('naïve — 歌.flac')
    expect(Buffer.from(await sent.arrayBuffer())).toEqual(Buffer.from([0, 13, 10, 45, 45, 255]))
  })

  it('makes a whole body without a file', async () => {
    const frame = multipartFrame({ fields: [['hash', 'abc']], file: null })
    const form = await new Response(Buffer.concat([frame.head, frame.tail]), { headers: { 'content-type': frame.contentType } }).formData()
    expect([...form.entries()]).toEqual([['hash', 'abc']])
  })
})
