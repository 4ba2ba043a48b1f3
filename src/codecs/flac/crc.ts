/** The checksum of a frame's header: polynomial 0x07, begun with 0 (RFC 9639, section 9.1.8). */
export function toCrc8(bytes: Uint8Array): number {
  let crc = 0
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit += 1) crc = ((crc << 1) ^ (crc & 0x80 ? 0x07 : 0)) & 0xff
  }
  return crc
}
