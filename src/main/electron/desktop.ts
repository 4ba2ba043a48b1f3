import { BrowserWindow, clipboard, dialog, nativeImage, shell } from 'electron'
import { extname } from 'node:path'
import type { Desktop, Link } from '../desktop'
import { toTrustedWebPage } from '../mvsep/webPages'
import { resource } from './resource'

const DRAG_ICON_PX = 48

const ADDRESSES: Readonly<Record<Link, string>> = {
  mvsepSite: 'https://mvsep.com/',
  tokenPage: 'https://mvsep.com/user-api',
  algorithmsPage: 'https://mvsep.com/algorithms'
}

const ZIP_FILES: Electron.FileFilter[] = [{ name: 'ZIP', extensions: ['zip'] }]
const JSON_FILES: Electron.FileFilter[] = [{ name: 'JSON', extensions: ['json'] }]

/** The real desktop. Links are names; the one address a page may send passes the list of hosts first (checklist 15). */
export const desktop: Desktop = {
  async chooseFiles() {
    const { canceled, filePaths } = await open(['openFile', 'multiSelections'])
    return canceled ? [] : filePaths
  },
  async chooseFolder(startAt) {
    const { canceled, filePaths } = await open(['openDirectory', 'createDirectory'], startAt)
    return canceled ? null : (filePaths[0] ?? null)
  },
  async chooseFile() {
    const { canceled, filePaths } = await open(['openFile'], undefined, JSON_FILES)
    return canceled ? null : (filePaths[0] ?? null)
  },
  async chooseZip() {
    const { canceled, filePaths } = await open(['openFile'], undefined, ZIP_FILES)
    return canceled ? null : (filePaths[0] ?? null)
  },
  async chooseSaveFile(defaultName) {
    const ending = extname(defaultName).slice(1)
    const filters: Electron.FileFilter[] = [{ name: ending.toUpperCase(), extensions: [ending] }]
    const options: Electron.SaveDialogOptions = { defaultPath: defaultName, filters, properties: ['showOverwriteConfirmation'] }
    const window = frontWindow()
    const { canceled, filePath } = await (window === undefined ? dialog.showSaveDialog(options) : dialog.showSaveDialog(window, options))
    return canceled || filePath === '' ? null : filePath
  },
  showInFolder: (path) => {
    shell.showItemInFolder(path)
  },
  startDrag(paths) {
    const [file] = paths
    if (file !== undefined) frontWindow()?.webContents.startDrag({ file, files: [...paths], icon: dragIcon() })
  },
  async copyText(text) {
    // Electron 45 answers a promise here, 33 nothing.
    await Promise.resolve(clipboard.writeText(text))
  },
  openLink: (link) => shell.openExternal(ADDRESSES[link]),
  async openWebPage(url) {
    await shell.openExternal(toTrustedWebPage(url))
  }
}

/** What hangs at the pointer; without a picture the system starts no drag. */
const dragIcon = (): Electron.NativeImage => nativeImage.createFromPath(resource('icon.png')).resize({ width: DRAG_ICON_PX })

const frontWindow = (): Electron.BrowserWindow | undefined => BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]

function open(
  properties: Electron.OpenDialogOptions['properties'] & object, defaultPath?: string, filters?: Electron.FileFilter[]
): Promise<Electron.OpenDialogReturnValue> {
  const options: Electron.OpenDialogOptions = {
    properties, ...(defaultPath === undefined ? {} : { defaultPath }), ...(filters === undefined ? {} : { filters })
  }
  const window = frontWindow()
  return window === undefined ? dialog.showOpenDialog(options) : dialog.showOpenDialog(window, options)
}
