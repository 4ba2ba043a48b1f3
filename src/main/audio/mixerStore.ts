import { savedMixerSchema, type SavedMixer } from '../../shared/domain/savedMixer'
import type { Log } from '../log/log'
import { createKeptFiles, type KeptFiles } from './keptFiles'

/** How each job's mixer was left, by the job's id; null when it never was touched. */
export type MixerStore = KeptFiles<SavedMixer>

export const createMixerStore = (folder: string, log: Log): MixerStore => createKeptFiles(folder, savedMixerSchema, log)
