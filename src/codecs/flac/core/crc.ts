const STEP: usize = 16

// What a byte adds to the checksum when 0 to 15 more bytes follow it: sixteen at once are several times as fast as one by one.
const table: usize = memory.data(<i32>STEP * 256 * 2, 16)
for (let byte: u32 = 0; byte < 256; byte += 1) {
  let crc = byte << 8
  for (let bit = 0; bit < 8; bit += 1) crc = ((crc << 1) ^ (crc & 0x8000 ? 0x8005 : 0)) & 0xffff
  store<u16>(table + byte * 2, <u16>crc)
}
for (let entry: usize = 256; entry < STEP * 256; entry += 1) {
  const before = <u32>load<u16>(table + (entry - 256) * 2)
  store<u16>(table + entry * 2, <u16>((before << 8) ^ load<u16>(table + (before >> 8) * 2)))
}

/** What a byte adds when so many more follow it. */
// @ts-ignore: decorator
@inline function added(byte: u64, follow: usize): u32 {
  return load<u16>(table + <usize>(byte & 0xff) * 2 + follow * 512)
}

// @ts-ignore: decorator
@inline function addedByEight(bytes: u64, follow: usize): u32 {
  return added(bytes, follow + 7) ^ added(bytes >> 8, follow + 6) ^ added(bytes >> 16, follow + 5) ^ added(bytes >> 24, follow + 4)
    ^ added(bytes >> 32, follow + 3) ^ added(bytes >> 40, follow + 2) ^ added(bytes >> 48, follow + 1) ^ added(bytes >> 56, follow)
}

/** The checksum over [from, to): polynomial 0x8005, begun with 0 (RFC 9639, section 9.3). With its own checksum at the end it is 0. */
export function crc16(from: usize, to: usize): u32 {
  let crc: u32 = 0
  let at = from
  for (; at + STEP <= to; at += STEP) {
    const first = load<u64>(at) ^ <u64>((crc >> 8) | ((crc & 0xff) << 8))
    crc = addedByEight(load<u64>(at, 8), 0) ^ addedByEight(first, 8)
  }
  for (; at < to; at += 1) crc = ((crc << 8) & 0xffff) ^ added((crc >> 8) ^ load<u8>(at), 0)
  return crc
}
