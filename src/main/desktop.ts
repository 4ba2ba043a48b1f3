import type { LINKS } from '../shared/ipc/contract'

export type Link = (typeof LINKS)[number]

/** The few things the services need from the desktop; electron/desktop.ts is the real one. */
export interface Desktop {
  /** Absolute paths of the chosen files; empty when the dialog was closed. */
  chooseFiles(): Promise<readonly string[]>
  /** Absolute path of the chosen folder, or null. */
  chooseFolder(startAt: string): Promise<string | null>
  /** Absolute path of the one JSON file chosen, or null. */
  chooseFile(): Promise<string | null>
  /** Absolute path to write a file to, or null; its kind is the ending of `defaultName`; the dialog has asked before an existing file is replaced. */
  chooseSaveFile(defaultName: string): Promise<string | null>
  /** Absolute path of the one zip file chosen, or null. */
  chooseZip(): Promise<string | null>
  showInFolder(path: string): void
  /** Lets the user drag these files out of the window; only while the mouse is held down on something that can be dragged. */
  startDrag(paths: readonly string[]): void
  /** Puts text on the clipboard. */
  copyText(text: string): Promise<void>
  openLink(link: Link): Promise<void>
  /** A page named by the service's texts. Throws AppError('resultUntrusted') for hosts that are not on the list of mvsep/webPages.ts. */
  openWebPage(url: string): Promise<void>
}
