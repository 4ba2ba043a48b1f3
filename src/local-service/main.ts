// `npm run -s local-service -- --port N --data DIR [--demo SONG] [--with-parent]`; the app starts it in a process too.
import { parseArgs } from 'node:util'
import { createLocalService } from './createLocalService'

const USUAL_PORT = '8787'

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: USUAL_PORT },
      data: { type: 'string', default: 'local-service-data' },
      demo: { type: 'string' },
      // Ends when whoever started it is gone, even when that one could not say goodbye.
      'with-parent': { type: 'boolean', default: false }
    }
  })
  const service = await createLocalService({
    dataDir: values.data,
    port: readPort(values.port),
    ...(values.demo === undefined ? {} : { demoPath: values.demo })
  })

  let ending = false
  const end = (): void => {
    if (ending) return
    ending = true
    service.close().then(() => process.exit(0), fail)
  }
  process.once('SIGTERM', end)
  process.once('SIGINT', end)
  if (values['with-parent']) watchParent(end)
  console.log(service.baseUrl)
}

function watchParent(onGone: () => void): void {
  // A utility process of Electron ends with its parent by itself, and has no input to watch.
  const isUtilityProcess = 'parentPort' in process
  if (isUtilityProcess) return
  if (process.connected) process.once('disconnect', onGone)
  else process.stdin.once('end', onGone).once('close', onGone).resume()
}

function readPort(text: string): number {
  const port = Number(text)
  if (!/^\d+$/.test(text) || port > 65535) throw new Error(`--port must be a number from 0 to 65535, not "${text}".`)
  return port
}

function fail(error: unknown): void {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}

main().catch(fail)
