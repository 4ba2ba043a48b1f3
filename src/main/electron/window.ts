import { app, BrowserWindow, nativeTheme } from 'electron'
import { join } from 'node:path'
import { APP_ORIGIN } from './appProtocol'
import { keepAlive } from './reviveWindow'

/** The dev server's address while electron-vite runs it; a packaged app never looks. */
const devServerUrl = (): string | undefined => (app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL'])

/** Origin a page must have to be heard over IPC. */
export const pageOrigin = (): string => {
  const dev = devServerUrl()
  return dev === undefined ? APP_ORIGIN : new URL(dev).origin
}

/** Opens the one window; shown once its first frame is drawn, so nobody sees it unpainted. */
export async function openWindow(iconPath: string): Promise<void> {
  const window = new BrowserWindow({
    width: 1240,
    height: 820,
    minWidth: 820,
    minHeight: 560,
    show: false,
    autoHideMenuBar: true,
    icon: iconPath,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#0f1116' : '#f6f5f1',
    webPreferences: {
      preload: join(import.meta.dirname, '../preload/index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false
    }
  })
  keepAlive(window)
  window.once('ready-to-show', () => {
    window.show()
  })
  // Closed while it was loading, nobody waits for the page any more, and its loading fails.
  const closed = new Promise<void>((resolve) => {
    window.once('close', () => {
      resolve()
    })
  })
  const loaded = window.loadURL(devServerUrl() ?? `${APP_ORIGIN}/`).catch((error: unknown) => {
    // Aborted: the page, still loading, tried to go somewhere else and was refused; it is still there.
    if (!isAborted(error)) throw error
  })
  await Promise.race([closed, loaded])
}

/** Chromium's net::ERR_ABORTED, which Electron gives as `code` of what loadURL rejects with. */
const isAborted = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ERR_ABORTED'
