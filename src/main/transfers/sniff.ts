const SOUND_MARK = /^(RIFF|RF64|fLaC|OggS|ID3|MThd|.{4}ftyp|\xff[\xe0-\xff])/s
const TEXT_EXTENSIONS = new Set(['txt', 'srt', 'vtt', 'json', 'csv'])

/**
 * Whether a body is an error page or message instead of a result: HTML never is a result, other text only where the
 * result itself is text (A7 row 36). `head` is the first bytes of the file, `extension` without a dot.
 */
export function isErrorPage(head: Buffer, extension: string): boolean {
  const text = head.toString('latin1').replace(/^\u00EF\u00BB\u00BF/, '').trimStart().toLowerCase()
  if (/^<(!doctype html|html|head|body|!--|\?xml)/.test(text)) return true
  if (TEXT_EXTENSIONS.has(extension)) return /^\{\s*"success"\s*:\s*(false|"false")/.test(text)
  // Sound begins with its format's mark; what has none and reads as text from the first byte on is a message.
  return text !== '' && !SOUND_MARK.test(head.toString('latin1')) && /^[\t\n\r\x20-\x7e\x80-\xff]*$/.test(text)
}
