import { createContext, useContext } from 'react'

/** What the export dialog begins with, beside what was chosen last. */
export interface ExportWish {
  /** Everything but this stem, by its StudioStem.index. */
  readonly without?: number
}

/** Opens the Studio's export dialog, from wherever in it. */
export const OpenExport = createContext<(wish: ExportWish) => void>(() => undefined)
export const useOpenExport = (): ((wish: ExportWish) => void) => useContext(OpenExport)
