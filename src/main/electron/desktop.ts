import { BrowserWindow, dialog, shell } from 'electron'
import type { Desktop, Link } from '../desktop'
import { toTrustedWebPage } from '../mvsep/webPages'

const ADDRESSES: Readonly<Record<Link, string>> = {
  mvsepSite: 'https://mvsep.com/',
  tokenPage: 'https://mvsep.com/user-api',
  registerPage: 'https://mvsep.com/register',
  algorithmsPage: 'https://mvsep.com/algorithms'
}

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
  showInFolder: (path) => {
    shell.showItemInFolder(path)
  },
  openLink: (link) => shell.openExternal(ADDRESSES[link]),
  async openWebPage(url) {
    await shell.openExternal(toTrustedWebPage(url))
  }
}

function open(properties: Electron.OpenDialogOptions['properties'] & object, defaultPath?: string): Promise<Electron.OpenDialogReturnValue> {
  const options: Electron.OpenDialogOptions = { properties, ...(defaultPath === undefined ? {} : { defaultPath }) }
  const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]
  return window === undefined ? dialog.showOpenDialog(options) : dialog.showOpenDialog(window, options)
}
