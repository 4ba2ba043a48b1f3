import { app, BrowserWindow, dialog, nativeTheme, session } from 'electron'
import { join, resolve } from 'node:path'
import { Worker } from 'node:worker_threads'
import { DEEP_LINK_SCHEME } from '../shared/domain/deepLink'
import { createApp } from './createApp'
import { watchAttention } from './electron/attention'
import { claimScheme, handOver, watchArrivals, type Arrival } from './electron/arrivals'
import { registerSchemes, serveApp, serveStems } from './electron/appProtocol'
import { desktop } from './electron/desktop'
import { sendFact, serveCommands } from './electron/ipcTransport'
import { launchLocalService } from './electron/localServiceProcess'
import { lockDown } from './electron/lockDown'
import { resource } from './electron/resource'
import { openWindow, pageOrigin } from './electron/window'

/** Everything worth keeping is on the disk before; beyond this a system that shuts down would end us anyway. */
const LONGEST_GOODBYE_MS = 1_500

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
    // Chromium knows the system's proxies and runs its PAC files; the connections themselves are Node's.
    resolveProxy: (url) => session.defaultSession.resolveProxy(url),
    environment: process.env,
    desktop,
    createAudioWorker: (manner) => new Worker(join(import.meta.dirname, 'audioWorker.js'), { workerData: manner }),
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

  watchAttention({ onSeen: (seen) => { services.setSeen(seen) }, onResume: () => { services.resumed() } })

  const iconPath = resource('icon.png')
  const take = async ({ paths, deepLinks }: Arrival): Promise<void> => {
    // On macOS the app may run without a window; whoever brings something wants to see it.
    if (BrowserWindow.getAllWindows().length === 0) await openWindow(iconPath)
    const arrived = paths.length === 0 ? null : await services.inputs.add(paths)
    for (const { webContents } of BrowserWindow.getAllWindows()) {
      if (arrived !== null) sendFact(webContents, 'inputs:arrived', arrived)
      for (const wish of deepLinks) sendFact(webContents, 'app:wished', wish)
    }
  }
  const showWindow = (): void => {
    const window = BrowserWindow.getAllWindows()[0]
    if (window?.isMinimized() === true) window.restore()
    window?.focus()
  }
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
    const patience = new Promise<void>((resolve) => setTimeout(resolve, LONGEST_GOODBYE_MS))
    void Promise.race([unbraid.dispose(), patience]).finally(() => setImmediate(() => app.quit()))
  })
  const started = services.start()
  await openWindow(iconPath)
  deliverArrivals((arrival) => {
    take(arrival).catch((error: unknown) => { console.error('what was to be opened could not be taken', error) })
  }, showWindow)
  await started
}

// To the development runtime the app's own folder is an argument, and what stands before it is not for us.
const ownArguments = app.isPackaged ? 1 : process.argv.findIndex((word, index) => index > 0 && resolve(word) === app.getAppPath()) + 1
const own = handOver(ownArguments === 0 ? [] : process.argv.slice(ownArguments), process.cwd())
const deliverArrivals = watchArrivals(own)
// One app per profile: a second start hands over to the first.
if (app.requestSingleInstanceLock(own)) {
  claimScheme(DEEP_LINK_SCHEME)
  boot().catch((error: unknown) => {
    dialog.showErrorBox('Unbraid', error instanceof Error ? error.message : String(error))
    app.exit(1)
  })
} else {
  app.quit()
}
