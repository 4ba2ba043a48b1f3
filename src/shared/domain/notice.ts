/** Recipes under way, songs in parts, watch folders: each has a note of its own on the disk. */
export type DamagedNotes = 'runs' | 'splits' | 'watches'
/** What people made for later, each a file on the disk. */
export type DamagedLists = 'settings' | 'presets' | 'recipes'

/** What the start found and the user should hear once, until it is dismissed. */
export type AppNotice =
  /** Rows of the job list that could not be read; they are kept aside in its database. */
  | { readonly kind: 'ledgerDamaged'; readonly rows: number }
  /** The whole list was damaged: it was moved aside and a new one begun. */
  | { readonly kind: 'ledgerReplaced' }
  /** Notes of what goes on by itself that could not be read; they are kept aside, and what they were about stands still. */
  | { readonly kind: 'notesDamaged'; readonly of: readonly DamagedNotes[] }
  /** Settings, presets or recipes that could not be read, all of them or some; they are kept aside. */
  | { readonly kind: 'listsDamaged'; readonly of: readonly DamagedLists[] }
  /** Songs go to MVSEP, and no keychain can keep the token for it. */
  | { readonly kind: 'keychainMissing' }

export type AppNoticeKind = AppNotice['kind']
export const APP_NOTICE_KINDS = ['ledgerDamaged', 'ledgerReplaced', 'notesDamaged', 'listsDamaged', 'keychainMissing'] as const satisfies readonly AppNoticeKind[]
