/** The checksum of a frame's header: polynomial 0x07, begun with 0 (RFC 9639, section 9.1.8). */
export function toCrc8(bytes: Uint8Array): number {
  let crc = 0
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit += 1) crc = ((crc << 1) ^ (crc & 0x80 ? 0x07 : 0)) & 0xff
  }
  return crc
}

const STEP = 8

// What a byte adds to the checksum when 0 to 7 more bytes follow it: eight at once are several times as fast as one by one.
const TABLE = new Uint16Array(STEP * 256)
for (let byte = 0; byte < 256; byte += 1) {
  let crc = byte << 8
  for (let bit = 0; bit < 8; bit += 1) crc = ((crc << 1) ^ (crc & 0x8000 ? 0x8005 : 0)) & 0xffff
  TABLE[byte] = crc
}
for (let at = 256; at < TABLE.length; at += 1) {
  const before = TABLE[at - 256] ?? 0
  TABLE[at] = ((before << 8) & 0xffff) ^ (TABLE[before >> 8] ?? 0)
}

/**
 * The checksum over a frame's bytes [from, to): polynomial 0x8005, begun with 0 (RFC 9639, section 9.3). Over a whole frame
 * with its own checksum at the end it is 0.
 */
export function toCrc16(bytes: Uint8Array, from = 0, to = bytes.length): number {
  let crc = 0
  let at = from
  for (const last = to - STEP; at <= last; at += STEP) {
    crc =
      (TABLE[1792 + ((crc >> 8) ^ (bytes[at] ?? 0))] ?? 0) ^
      (TABLE[1536 + ((crc & 0xff) ^ (bytes[at + 1] ?? 0))] ?? 0) ^
      (TABLE[1280 + (bytes[at + 2] ?? 0)] ?? 0) ^
      (TABLE[1024 + (bytes[at + 3] ?? 0)] ?? 0) ^
      (TABLE[768 + (bytes[at + 4] ?? 0)] ?? 0) ^
      (TABLE[512 + (bytes[at + 5] ?? 0)] ?? 0) ^
      (TABLE[256 + (bytes[at + 6] ?? 0)] ?? 0) ^
      (TABLE[bytes[at + 7] ?? 0] ?? 0)
  }
  for (; at < to; at += 1) crc = ((crc << 8) & 0xffff) ^ (TABLE[(crc >> 8) ^ (bytes[at] ?? 0)] ?? 0)
  return crc
}
