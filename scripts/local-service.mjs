// `npm run -s local-service -- --port N --data DIR`: the local service alone, on plain Node, without Electron.
// The first line on stdout is the service's base address; whatever the set-up says goes to stderr.
import * as path from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureBuild } from './lib/build.mjs'
import { ensureDependencies } from './lib/dependencies.mjs'
import { say } from './lib/run.mjs'
import { requireNode } from './lib/setUp.mjs'

const root = path.resolve(import.meta.dirname, '..')
const entry = path.join(root, 'out', 'main', 'localService.js')

try {
  requireNode()
  await ensureDependencies(root)
  await ensureBuild(root)
  process.argv[1] = entry // the service is this process: it reads the same arguments and receives the same signals
  await import(pathToFileURL(entry).href)
} catch (error) {
  say(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
