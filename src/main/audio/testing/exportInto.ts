// Exports a file into a folder and prints what came of it; run in a process of its own, inside a small file system.
import { readdir } from 'node:fs/promises'
import { toErrorInfo } from '../../../shared/errors/appError'
import { exportStems } from '../exportStems'

const [path = '', folder = ''] = process.argv.slice(2)
const outcome = await exportStems([{ path, fileName: 'Vocals.wav' }], folder).catch(toErrorInfo)
console.log(JSON.stringify({ outcome, left: await readdir(folder) }))
