/** What the start found and the user should hear once, until it is dismissed. */
export type AppNotice =
  /** Rows of the job list that could not be read; they are kept aside in its database. */
  | { readonly kind: 'ledgerDamaged'; readonly rows: number }
  /** The whole list was damaged: it was moved aside and a new one begun. */
  | { readonly kind: 'ledgerReplaced' }
  /** Songs go to MVSEP, and no keychain can keep the token for it. */
  | { readonly kind: 'keychainMissing' }

export type AppNoticeKind = AppNotice['kind']
export const APP_NOTICE_KINDS = ['ledgerDamaged', 'ledgerReplaced', 'keychainMissing'] as const satisfies readonly AppNoticeKind[]
