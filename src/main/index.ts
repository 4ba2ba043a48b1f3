import { app, BrowserWindow, dialog, nativeTheme } from 'electron'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { createApp } from './createApp'
import { registerSchemes, serveApp, serveStems } from './electron/appProtocol'
import { desktop } from './electron/desktop'
import { sendFact, serveCommands } from './electron/ipcTransport'
import { launchLocalService } from './electron/localServiceProcess'
import { lockDown } from './electron/lockDown'
import { resource } from './electron/resource'
import { openWindow, pageOrigin } from './electron/window'

registerSchemes()
// It would also undo --no-sandbox, without which Chromium refuses to run as root; our window is sandboxed either way.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()

async function boot(): Promise<void> {
  await app.whenReady()
  lockDown()
  serveApp(join(import.meta.dirname, '../renderer'))
  const userData = app.getPath('userData')
  const samplePath = resource('sample', 'Unbraid sample song.flac')
  const unbraid = await createApp({
    dataFolder: userData,
    musicFolder: app.getPath('music'),
    samplePath,
    version: app.getVersion(),
    apiBase: process.env['UNBRAID_API_BASE'],
    desktop,
    createAudioWorker: () => new Worker(join(import.meta.dirname, 'audioWorker.js')),
    launchLocalService: (dataFolder, onLine) => launchLocalService({ dataFolder, demoPath: samplePath, onLine })
  })
  const { services, handle } = unbraid
  serveStems((url, range, method) => services.studio.respond(url, range, method), pageOrigin())
  serveCommands(handle, pageOrigin())
  services.onFact((name, fact) => {
    for (const window of BrowserWindow.getAllWindows()) sendFact(window.webContents, name, fact)
  })
  const applyTheme = (): void => {
    nativeTheme.themeSource = services.settings.get().theme
  }
  applyTheme()
  services.settings.onChange(applyTheme)

  const iconPath = resource('icon.png')
  app.on('second-instance', () => {
    const window = BrowserWindow.getAllWindows()[0]
    if (window?.isMinimized() === true) window.restore()
    window?.focus()
  })
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) void openWindow(iconPath)
  })
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  let quitting = false
  app.on('will-quit', (event) => {
    if (quitting) return
    event.preventDefault()
    quitting = true
    // In a turn of its own: quitting again while this event is still being handled is lost, and the app would hang.
    void unbraid.dispose().finally(() => setImmediate(() => app.quit()))
  })
  const started = services.start()
  await openWindow(iconPath)
  await started
}

// One app per profile: a second start hands over to the first.
if (app.requestSingleInstanceLock()) {
  boot().catch((error: unknown) => {
    dialog.showErrorBox('Unbraid', error instanceof Error ? error.message : String(error))
    app.exit(1)
  })
} else {
  app.quit()
}
