import { utilityProcess } from 'electron'
import { createInterface } from 'node:readline'
import { join } from 'node:path'
import type { LocalServiceProcess } from '../localService/localServiceHost'

/** Starts the local service beside the main process, so that separating never makes the window stutter. */
export function launchLocalService(dataFolder: string, onLine: (line: string) => void): LocalServiceProcess {
  const child = utilityProcess.fork(join(import.meta.dirname, 'localService.js'), ['--port', '0', '--data', dataFolder], {
    stdio: 'pipe',
    serviceName: 'Unbraid local service'
  })
  const ended = new Promise<{ reason: string }>((resolve) => {
    child.once('exit', (code) => {
      resolve({ reason: `exit code ${code}` })
    })
  })
  const apiBase = new Promise<string>((resolve, reject) => {
    if (child.stdout !== null) {
      const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream })
      lines.once('line', (first) => {
        resolve(first.trim())
        lines.on('line', onLine)
      })
    }
    void ended.then(({ reason }) => {
      reject(new Error(reason))
    })
  })
  if (child.stderr !== null) createInterface({ input: child.stderr as NodeJS.ReadableStream }).on('line', onLine)
  return { apiBase, ended, kill: () => child.kill() }
}
