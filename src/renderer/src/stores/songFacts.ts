import { create } from 'zustand'
import { PITCH_CLASSES, type MusicalKey, type SongFacts } from '../../../shared/domain/songFacts'
import { call } from '../bridge/client'

/** What was heard in songs, by job; a job that is missing has not been listened to yet. */
export const useSongFacts = create<{ readonly byJob: Readonly<Record<string, SongFacts>> }>(() => ({ byJob: {} }))

/** Asks for a job's tempo and key. They are a help: where none come, nothing is said. */
export async function loadSongFacts(jobId: string): Promise<void> {
  try {
    const facts = await call('studio:songFacts', { jobId })
    useSongFacts.setState(({ byJob }) => ({ byJob: { ...byJob, [jobId]: facts } }))
  } catch (error) {
    console.error('tempo and key could not be asked for', error)
  }
}

/** A key as musicians write it, for names of files: "Am", "F♯". */
const toKeyName = ({ tonic, mode }: MusicalKey): string => `${PITCH_CLASSES[tonic] ?? ''}${mode === 'minor' ? 'm' : ''}`

/** What is known of a song, for names of files. */
export const toEstimates = (facts: SongFacts | undefined): { readonly bpm: number | null; readonly key: string | null } =>
  ({ bpm: facts?.beatsPerMinute ?? null, key: facts?.key ? toKeyName(facts.key) : null })
