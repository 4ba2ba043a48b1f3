/** What is known of audio that is not decoded here; null where its headers do not tell. */
export interface Description {
  readonly kind: string
  readonly sampleRateHz: number | null
  readonly channels: number | null
  readonly durationSeconds: number | null
}
