/** One MPEG audio frame header (ISO/IEC 11172-3 2.4.2.3, 13818-3; MPEG 2.5 for the lowest rates). */
export interface Mp3Header {
  readonly version: '1' | '2' | '2.5'
  readonly sampleRateHz: number
  readonly channels: 1 | 2
  /** The whole frame in bytes, its 4 header bytes included. */
  readonly frameBytes: number
  readonly bitrateKbps: number
  /** Frames of sound (samples per channel) one MPEG frame holds. */
  readonly frames: number
  /** Where a Xing/Info tag stands in a frame: behind header and side information, with or without a checksum. */
  readonly infoTagOffset: number
}

const BITRATES_KBPS = {
  '1': [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  '2': [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]
} as const
const RATES_HZ = { '1': [44_100, 48_000, 32_000], '2': [22_050, 24_000, 16_000], '2.5': [11_025, 12_000, 8_000] } as const
/** The sample rates of MPEG 1, the only ones with 320 kbps; in the order of their bits. */
export const MPEG1_RATES_HZ: readonly number[] = RATES_HZ['1']
const VERSIONS = ['2.5', undefined, '2', '1'] as const

/** The layer III header at `at`, or undefined when there is none. Free-format frames (no bit rate told) count as none. */
export function parseMp3Header(bytes: Uint8Array, at: number): Mp3Header | undefined {
  const [first = 0, second = 0, third = 0, fourth = 0] = bytes.subarray(at, at + 4)
  if (at + 4 > bytes.length || first !== 0xff || (second & 0xe0) !== 0xe0) return undefined
  const version = VERSIONS[(second >> 3) & 3]
  const isLayer3 = ((second >> 1) & 3) === 1
  if (!version || !isLayer3 || (fourth & 3) === 2) return undefined
  const sampleRateHz = RATES_HZ[version][(third >> 2) & 3]
  const bitrateKbps = BITRATES_KBPS[version === '1' ? '1' : '2'][third >> 4]
  if (!sampleRateHz || !bitrateKbps) return undefined
  const channels = fourth >> 6 === 3 ? 1 : 2
  const frames = version === '1' ? 1152 : 576
  const padding = (third >> 1) & 1
  const sideBytes = version === '1' ? (channels === 1 ? 17 : 32) : channels === 1 ? 9 : 17
  return {
    version,
    sampleRateHz,
    channels,
    bitrateKbps,
    frames,
    frameBytes: Math.floor((frames * bitrateKbps * 125) / sampleRateHz) + padding,
    infoTagOffset: 4 + sideBytes
  }
}

/** True when two headers can stand in one stream: same version and rate. Bit rate and channel mode may change. */
export function isSameStream(one: Mp3Header, other: Mp3Header): boolean {
  return one.version === other.version && one.sampleRateHz === other.sampleRateHz
}
