import { app, dialog, type BrowserWindow } from 'electron'
import { createReviveGuard } from './reviveGuard'

/** How long a page may be silent, beyond Chromium's own patience, before it counts as hung. */
const HUNG_AFTER_MS = 10_000

/**
 * Loads the page again when its process is gone: jobs live in main and go on meanwhile. A page that hangs is ended first.
 * One that crashes again and again is not loaded for ever: then the user decides.
 */
export function keepAlive(window: BrowserWindow): void {
  const mayRevive = createReviveGuard(() => performance.now())
  let hung: NodeJS.Timeout | undefined
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return
    if (mayRevive()) window.webContents.reload()
    else void askWhatToDo(window)
  })
  window.on('unresponsive', () => {
    clearTimeout(hung)
    hung = setTimeout(() => {
      if (!window.isDestroyed()) window.webContents.forcefullyCrashRenderer()
    }, HUNG_AFTER_MS)
  })
  window.on('responsive', () => {
    clearTimeout(hung)
  })
  window.on('closed', () => {
    clearTimeout(hung)
  })
}

async function askWhatToDo(window: BrowserWindow): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error', buttons: ['Open again', 'Quit'], defaultId: 0, cancelId: 1, noLink: true,
    message: 'The window keeps crashing.', detail: 'Your jobs go on in the background. They are safe whatever you choose.'
  })
  if (window.isDestroyed()) return
  if (response === 0) window.webContents.reload()
  else app.quit()
}
