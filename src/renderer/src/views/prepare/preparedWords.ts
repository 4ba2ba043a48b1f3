import type { TFunction } from 'i18next'
import type { Input } from '../../../../shared/domain/input'
import type { Prepared } from '../../../../shared/domain/prepared'
import { bytes, clock } from '../../text/format'

/** What stands beside the name of a song that is not sent as it is. */
export function markWords({ how, fromSizeBytes, startSeconds = 0 }: Prepared, t: TFunction, language: string): string {
  if (how === 'trial') return t('prepare.markTrial', { from: clock(startSeconds) })
  return t(how === 'flac' ? 'prepare.markFlac' : 'prepare.markTrack', { size: bytes(fromSizeBytes, t, language) })
}

/** What is sent instead of the song, within a sentence. */
export function sentWords({ prepared, sizeBytes }: Input, t: TFunction, language: string): string {
  const size = bytes(sizeBytes, t, language)
  if (prepared === undefined) return ''
  if (prepared.how === 'trial') return t('prepare.whatTrial', { from: clock(prepared.startSeconds ?? 0), size })
  return t(prepared.how === 'flac' ? 'prepare.whatFlac' : 'prepare.whatTrack', { size })
}
