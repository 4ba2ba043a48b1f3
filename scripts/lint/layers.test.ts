import { ESLint } from 'eslint'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import tseslint from 'typescript-eslint'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { layerConfig } from './layers.js'

// A small house with one file in each room; every sample imports from it.
const HOUSE = [
  'shared/domain/job', 'shared/ipc/bridge', 'codecs/types', 'local-service/server', 'preload/index', 'main/index',
  'main/createApp', 'main/electron/window', 'main/ipc/router', 'main/jobs/jobQueue', 'main/library/names', 'main/mvsep/http',
  'main/transfers/download', 'main/util/clock', 'main/log/log', 'main/mvsep/http.test', 'renderer/src/App',
  'renderer/src/views/Jobs/View', 'renderer/src/components/Button', 'renderer/src/stores/jobs',
  'renderer/src/bridge/client', 'renderer/src/audio/engine', 'renderer/src/text/errorText'
]

let root = ''
let eslint: ESLint

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'layers-'))
  for (const room of HOUSE) await put(`src/${room}.ts`, 'export const thing = 1\n')
  eslint = new ESLint({
    cwd: root,
    overrideConfigFile: true,
    overrideConfig: [
      { files: ['**/*.{ts,tsx}'], languageOptions: { parser: tseslint.parser } },
      ...layerConfig(root)
    ]
  })
})
afterAll(async () => { await rm(root, { recursive: true, force: true }) })

async function put(file: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, file)), { recursive: true })
  await writeFile(join(root, file), text)
}

/** The messages for one sample file below src/. */
async function verdict(file: string, code: string): Promise<string[]> {
  const results = await eslint.lintText(`${code}\n`, { filePath: join(root, 'src', file) })
  return results.flatMap((result) => result.messages.map((message) => message.message))
}

const use = (source: string): string => `import { thing } from '${source}'\nexport const copy = thing`

const ALLOWED: [string, string][] = [
  ['shared/ipc/contract.ts', use('../domain/job')],
  ['shared/domain/stem.ts', use('zod')],
  ['shared/domain/stem.ts', use('./job')],
  ['codecs/wav.ts', use('../shared/domain/job')],
  ['codecs/wav.ts', use('node:fs/promises')],
  ['local-service/main.ts', use('../codecs/types')],
  ['local-service/main.ts', use('fastify')],
  ['preload/paths.ts', use('../shared/ipc/bridge')],
  ['preload/paths.ts', use('electron')],
  ['main/index.ts', use('electron')],
  ['main/index.ts', use('./createApp')],
  ['main/createApp.ts', use('./jobs/jobQueue')],
  ['main/electron/menu.ts', use('electron')],
  ['main/electron/ipcTransport.ts', "import { ipcMain } from 'electron'\nexport const transport = ipcMain"],
  ['main/ipc/handle.ts', use('../jobs/jobQueue')],
  ['main/jobs/runJob.ts', use('../mvsep/http')],
  ['main/jobs/runJob.ts', use('../library/names')],
  ['main/jobs/runJob.ts', use('../../codecs/types')],
  ['main/transfers/upload.ts', use('../util/clock')],
  ['main/secrets/keytarStore.ts', use('keytar')],
  ['main/mvsep/wire.test.ts', use('../../local-service/server')],
  ['renderer/src/main.tsx', use('./App')],
  ['renderer/src/views/Jobs/Row.tsx', use('../../components/Button')],
  ['renderer/src/views/Jobs/Row.tsx', use('../../../../shared/domain/job')],
  ['renderer/src/bridge/client.ts', 'export const bridge = window.unbraid'],
  ['renderer/src/bridge/subscribe.ts', use('../stores/jobs')],
  ['renderer/src/audio/createWaveform.ts', use('wavesurfer.js')]
]

const FORBIDDEN: [string, string, RegExp][] = [
  ['shared/domain/stem.ts', use('../../main/log/log'), /shared may not import main\/base/],
  ['shared/domain/stem.ts', use('node:path'), /may not import Node's node:path/],
  ['shared/domain/stem.ts', use('electron'), /may import electron/],
  ['shared/domain/stem.ts', use('react'), /may import zod, not react/],
  ['shared/domain/stem.ts', 'export const title = document.title', /document/],
  ['codecs/wav.ts', use('../main/util/clock'), /codecs may not import main\/base/],
  ['local-service/main.ts', use('../main/mvsep/http'), /local-service may not import main\/edge/],
  ['local-service/main.ts', use('../shared/domain/job'), /local-service may not import shared/],
  ['preload/paths.ts', use('../shared/domain/job'), /preload may not import shared/],
  ['preload/paths.ts', use('node:fs'), /may not import Node's node:fs/],
  ['renderer/src/views/Jobs/Row.tsx', use('../../../../main/jobs/jobQueue'), /renderer\/views may not import main\/service/],
  ['renderer/src/App.ts', use('node:fs'), /may not import Node's node:fs/],
  ['renderer/src/components/List.tsx', use('../stores/jobs'), /renderer\/components may not import renderer\/stores/],
  ['renderer/src/components/List.tsx', use('../bridge/client'), /renderer\/components may not import renderer\/bridge/],
  ['renderer/src/stores/account.ts', use('../views/Jobs/View'), /renderer\/stores may not import renderer\/views/],
  ['renderer/src/views/Jobs/Row.tsx', 'export const bridge = window.unbraid', /may use unbraid/],
  ['renderer/src/views/Jobs/Row.tsx', "export const bridge = globalThis['unbraid']", /may use unbraid/],
  ['renderer/src/views/Studio/Wave.tsx', use('wavesurfer.js/dist/plugins/zoom'), /may import wavesurfer\.js/],
  ['main/jobs/runJob.ts', use('../ipc/router'), /main\/service may not import main\/ipc/],
  ['main/jobs/runJob.ts', use('../electron/window'), /main\/service may not import main\/electron/],
  ['main/jobs/runJob.ts', "export const later = import('electron')", /may import electron/],
  ['main/jobs/runJob.ts', "export * from '../ipc/router'", /main\/service may not import main\/ipc/],
  ['main/jobs/runJob.ts', "import type { thing } from '../../local-service/server'", /may not import local-service/],
  ['main/jobs/runJob.ts', use('../mvsep/http.test'), /may not import/],
  ['main/createApp.ts', use('electron'), /may import electron/],
  ['main/createApp.ts', use('./electron/window'), /main\/root may not import main\/electron/],
  ['main/mvsep/wire.ts', use('../jobs/jobQueue'), /main\/edge may not import main\/service/],
  ['main/util/text.ts', use('../mvsep/http'), /main\/base may not import main\/edge/],
  ['main/secrets/memoryStore.ts', use('keytar'), /may import keytar/],
  ['main/electron/window.ts', "import { ipcMain } from 'electron'\nexport const transport = ipcMain", /may use ipcMain/],
  ['main/ipc/handle.ts', use('../mvsep/http'), /main\/ipc may not import main\/edge/],
  ['main/jobs/runJob.ts', use('../../renderer/src/text/errorText'), /main\/service may not import renderer\/text/],
  ['stray.ts', 'export const thing = 1', /not.*(known|recognized|matched|belong)|unknown/i]
]

const title = (file: string, code: string): string => `${file}: ${code.split('\n')[0] ?? ''}`

for (const [file, code] of ALLOWED) {
  test(`allows ${title(file, code)}`, async () => {
    expect(await verdict(file, code)).toEqual([])
  })
}

for (const [file, code, message] of FORBIDDEN) {
  test(`forbids ${title(file, code)}`, async () => {
    expect((await verdict(file, code)).join('\n')).toMatch(message)
  })
}
