import type { AppNotice, DamagedLists, DamagedNotes } from '../shared/domain/notice'
import type { ServiceId } from '../shared/domain/service'
import type { LedgerFindings } from './jobs/ledger'
import type { Kept } from './secrets/secretStore'

/** What the start found that the user should hear of. `service` is where songs go; null before that was chosen. */
export function startNotices(
  { quarantinedRows, movedAsideTo }: Pick<LedgerFindings, 'quarantinedRows' | 'movedAsideTo'>, kept: Kept, service: ServiceId | null,
  { damagedNotes, damagedLists }: { readonly damagedNotes: ReadonlySet<DamagedNotes>; readonly damagedLists: ReadonlySet<DamagedLists> }
): readonly AppNotice[] {
  const notices: AppNotice[] = []
  if (movedAsideTo !== null) notices.push({ kind: 'ledgerReplaced' })
  if (quarantinedRows > 0) notices.push({ kind: 'ledgerDamaged', rows: quarantinedRows })
  if (damagedNotes.size > 0) notices.push({ kind: 'notesDamaged', of: [...damagedNotes] })
  if (damagedLists.size > 0) notices.push({ kind: 'listsDamaged', of: [...damagedLists] })
  // Who has not chosen yet, or works on this computer, reads it on the Account page when it begins to matter.
  if (kept === 'session' && service === 'mvsep') notices.push({ kind: 'keychainMissing' })
  return notices
}
