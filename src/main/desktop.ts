import type { LINKS } from '../shared/ipc/contract'

export type Link = (typeof LINKS)[number]

/** The few things the services need from the desktop; electron/desktop.ts is the real one. */
export interface Desktop {
  /** Absolute paths of the chosen files; empty when the dialog was closed. */
  chooseFiles(): Promise<readonly string[]>
  /** Absolute path of the chosen folder, or null. */
  chooseFolder(startAt: string): Promise<string | null>
  showInFolder(path: string): void
  openLink(link: Link): Promise<void>
}
