// Exports a file into a folder and prints what came of it; run in a process of its own, inside a small file system.
import { readdir } from 'node:fs/promises'
import { basename } from 'node:path'
import { toErrorInfo } from '../../../shared/errors/appError'
import { runTask } from '../../audio/runTask'
import type { AudioResults, AudioTask } from '../../audio/tasks'
import { silentLog } from '../../log/log'
import { writeExport } from '../writeExport'

const [path = '', folder = '', format = 'same'] = process.argv.slice(2)
// The work of the threads, in this one.
const run = async <Task extends AudioTask>(task: Task): Promise<AudioResults[Task['kind']]> =>
  (await runTask(task)) as AudioResults[Task['kind']]
const outcome = await writeExport({ pool: { run, dispose: () => Promise.resolve() }, soundOf: (_jobId, _index, file) => Promise.resolve(file), log: silentLog }, {
  content: {
    jobId: 'job', what: { kind: 'stems', stemIndexes: [0] }, range: null, format: format === 'same' ? 'same' : 'wav32f', lowerByDecibels: 0,
    template: '', tags: false, estimates: { bpm: null, key: null }
  },
  prepared: {
    job: {
      inputName: 'Song.wav', plan: { renderId: 1, algorithmName: 'A', options: [], outputFormat: 1 }, folder, sourcePaths: [], behindPaths: [],
      files: [{ index: 0, stem: 'Vocals', path }]
    },
    session: { sampleRateHz: 44_100, frames: 1_000_000 },
    title: 'Song', tags: null,
    wanted: [{ stem: 'Vocals', extension: 'wav', layout: 'stem', heard: [{ index: 0, left: 1, right: 1 }], format: format === 'same' ? 'same' : 'wav32f' }],
    fileNames: [basename(path)],
    keptPaths: []
  },
  folder, policy: 'number', mayClip: false, zip: format === 'zip', signal: new AbortController().signal, onFraction: () => undefined
}).catch(toErrorInfo)
console.log(JSON.stringify({ outcome, left: await readdir(folder) }))
