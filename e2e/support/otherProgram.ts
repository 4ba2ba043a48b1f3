import { _electron as electron } from '@playwright/test'
import { execFile } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** A program of its own with one window that takes files, and prints the paths of those it was given. */
const PROGRAM = `
const { app, BrowserWindow, ipcMain } = require('electron')
const [x, y, width, height] = process.env.BOUNDS.split(',').map(Number)
ipcMain.on('given', (_event, given) => { process.stdout.write('given ' + JSON.stringify(given) + '\\n') })
app.whenReady().then(() => {
  const window = new BrowserWindow({ x, y, width, height, frame: false, webPreferences: { nodeIntegration: true, contextIsolation: false } })
  window.loadFile('page.html')
})
`
const PAGE = `<!doctype html><meta charset="utf-8"><title>Other program</title><body style="height:100vh;margin:0;background:#246">
<script>
const { ipcRenderer, webUtils } = require('electron')
addEventListener('dragover', (event) => { event.preventDefault(); event.dataTransfer.dropEffect = 'copy'; document.title = 'over' })
addEventListener('drop', (event) => {
  event.preventDefault()
  ipcRenderer.send('given', {
    effect: event.dataTransfer.effectAllowed, trusted: event.isTrusted, paths: [...event.dataTransfer.files].map((file) => webUtils.getPathForFile(file))
  })
})
</script>`

export interface Given {
  readonly paths: readonly string[]
  readonly effect: string
  readonly trusted: boolean
}

export interface OtherProgram {
  /** In pixels of the screen, to let something go over it. */
  readonly middle: { readonly x: number; readonly y: number }
  /** What it printed so far, drop by drop. */
  readonly given: () => readonly Given[]
  close(): Promise<void>
}

/** Starts the other program in a process, and as a client of the display, of its own. */
export async function startOtherProgram(folder: string, bounds: { x: number; y: number; width: number; height: number }): Promise<OtherProgram> {
  const home = join(folder, 'other-program')
  await mkdir(home)
  await writeFile(join(home, 'package.json'), '{ "name": "other-program", "main": "main.js" }')
  await writeFile(join(home, 'main.js'), PROGRAM)
  await writeFile(join(home, 'page.html'), PAGE)
  const { x, y, width, height } = bounds
  const app = await electron.launch({
    args: ['--disable-gpu', `--user-data-dir=${join(home, 'profile')}`, home],
    env: { ...process.env, BOUNDS: [x, y, width, height].join() }
  })
  let printed = ''
  app.process().stdout?.on('data', (text: Buffer) => { printed += text.toString() })
  await (await app.firstWindow()).waitForFunction(() => document.readyState === 'complete')
  return {
    middle: { x: x + Math.round(width / 2), y: y + Math.round(height / 2) },
    given: () => printed.split('\n').filter((line) => line.startsWith('given ')).map((line) => JSON.parse(line.slice('given '.length)) as Given),
    close: () => app.close()
  }
}

/** Whether the display's own pointer can be moved and pressed: X11 with xdotool. */
export async function hasRealPointer(): Promise<boolean> {
  return process.platform === 'linux' && process.env['DISPLAY'] !== undefined && run('xdotool', ['version']).then(() => true, () => false)
}

/** Presses the display's own pointer at one place of the screen and lets it go at another, as a hand does. */
export async function dragPointer(from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  const at = (share: number): string[] => ['mousemove', `${Math.round(from.x + (to.x - from.x) * share)}`, `${Math.round(from.y + (to.y - from.y) * share)}`]
  const steps = [0, 0.002, 0.01, 0.02, 0.03, 0.1, 0.2, 0.4, 0.6, 0.8, 0.9, 0.97, 0.99, 1]
  const [start = [], ...rest] = steps.map(at)
  await run('xdotool', [...start, 'sleep', '0.1', 'mousedown', '1', ...rest.flatMap((move) => ['sleep', '0.08', ...move]), 'sleep', '0.5', 'mouseup', '1'])
}
