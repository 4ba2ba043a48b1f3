import { create } from 'zustand'
import type { CancelAnswer } from '../../../shared/domain/cancelAnswer'
import type { DeletionAnswer } from '../../../shared/domain/deletionAnswer'
import type { RefusedInput, WalkedFolders } from '../../../shared/domain/input'
import { APP_NOTICE_KINDS, type AppNotice, type AppNoticeKind } from '../../../shared/domain/notice'
import type { RefusedLink } from '../../../shared/domain/readLinks'
import type { ErrorInfo } from '../../../shared/errors/appError'
import { call, errorInfoOf } from '../bridge/client'

/** Something said in passing, at the window's edge, until it is dismissed or replaced. */
export type Notice = { readonly id: number } & (
  | { readonly kind: 'error'; readonly error: ErrorInfo }
  | { readonly kind: 'refused'; readonly refused: readonly RefusedInput[] }
  | { readonly kind: 'walked'; readonly walked: WalkedFolders }
  /** An address that opened the app names an algorithm nobody knows. */
  | { readonly kind: 'wishUnknown'; readonly renderId: number }
  | {
      readonly kind: 'exported'
      readonly exportId: string
      readonly folder: string
      readonly count: number
      readonly skipped: number
      readonly overDecibels: number | null
    }
  | { readonly kind: 'pathCopied'; readonly stem: string }
  | { readonly kind: 'cancelled'; readonly name: string; readonly answer: CancelAnswer }
  | { readonly kind: 'cancelledMany'; readonly answers: readonly CancelAnswer[] }
  | { readonly kind: 'notDeleted'; readonly name: string; readonly answer: Exclude<DeletionAnswer, { readonly outcome: 'deleted' }> }
  /** What a pasted or dropped text held beyond the links that were taken. */
  | { readonly kind: 'linksRefused'; readonly refused: readonly RefusedLink[]; readonly left: number }
  /** A pasted link to a result that is not MVSEP's. */
  | { readonly kind: 'strangerLink' }
  /** Jobs off the list, which can be undone; `name` is the first one's. */
  | { readonly kind: 'removed'; readonly jobIds: readonly string[]; readonly name: string }
  | AppNotice
)

type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never

interface NoticesState {
  readonly notices: readonly Notice[]
  readonly add: (notice: WithoutId<Notice>) => void
  readonly dismiss: (id: number) => void
}

/** More than these at once are noise; the oldest gives way. */
const MOST = 3
let lastId = 0

export const useNotices = create<NoticesState>((set) => ({
  notices: [],
  add: (notice) => set(({ notices }) => {
    lastId += 1
    return { notices: [...notices, { ...notice, id: lastId }].slice(-MOST) }
  }),
  dismiss: (id) => set(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }))
}))

/** Tells what could not be added; those of one folder come one after the other, and are one message. */
export function tellRefused(refused: readonly RefusedInput[]): void {
  const { notices, add, dismiss } = useNotices.getState()
  const before = notices.find((notice) => notice.kind === 'refused')
  if (before !== undefined) dismiss(before.id)
  add({ kind: 'refused', refused: [...(before?.refused ?? []), ...refused] })
}

const isOfMain = (kind: Notice['kind']): kind is AppNoticeKind => APP_NOTICE_KINDS.some((known) => known === kind)

/** Shows what main found at its start; what is shown already is not shown twice. */
export function showAppNotices(found: readonly AppNotice[]): void {
  const { notices, add } = useNotices.getState()
  for (const notice of found) if (!notices.some(({ kind }) => kind === notice.kind)) add(notice)
}

/** Takes a notice away; one of main's does not come back with the next window. */
export async function dismissNotice({ id, kind }: Notice): Promise<void> {
  useNotices.getState().dismiss(id)
  if (isOfMain(kind)) await attempt(() => call('app:dismissNotice', { kind }))
}

/** Runs an action; its failure is told at the window's edge. What the user cancelled passes silently. */
export async function attempt(action: () => Promise<void>): Promise<void> {
  try {
    await action()
  } catch (error) {
    const info = errorInfoOf(error)
    if (info.code !== 'cancelled') useNotices.getState().add({ kind: 'error', error: info })
  }
}
