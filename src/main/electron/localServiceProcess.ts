import { utilityProcess } from 'electron'
import { createInterface } from 'node:readline'
import { join } from 'node:path'
import type { LocalServiceProcess } from '../localService/localServiceHost'

export interface LocalServiceLaunch {
  readonly dataFolder: string
  /** A song whose separation the service shows as its demo. */
  readonly demoPath: string
  /** Told each line the service prints after its first. */
  readonly onLine: (line: string) => void
}

/** Starts the local service beside the main process, so that separating never makes the window stutter. */
export function launchLocalService({ dataFolder, demoPath, onLine }: LocalServiceLaunch): LocalServiceProcess {
  const args = ['--port', '0', '--data', dataFolder, '--demo', demoPath]
  const child = utilityProcess.fork(join(import.meta.dirname, 'localService.js'), args, {
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
      const lines = createInterface({ input: child.stdout })
      lines.once('line', (first) => {
        resolve(first.trim())
        lines.on('line', onLine)
      })
    }
    void ended.then(({ reason }) => {
      reject(new Error(reason))
    })
  })
  if (child.stderr !== null) createInterface({ input: child.stderr }).on('line', onLine)
  return { apiBase, ended, kill: () => child.kill() }
}
