import { create } from 'zustand'
import { goTo } from './navigation'

export const EXPLORE_PARTS = ['news', 'queue', 'demos', 'leaderboard', 'checker'] as const
export type ExplorePart = (typeof EXPLORE_PARTS)[number]

/** What of the leaderboard is looked at. */
export interface LeaderboardView {
  readonly datasetType: number
  /** One of the service's sort keys; null lets it choose. */
  readonly sort: string | null
  readonly name: string
  readonly start: number
}

interface ExploreState {
  readonly part: ExplorePart
  readonly leaderboard: LeaderboardView
}

/** The dataset with the most stems. */
const MULTISONG = 1
const firstView: LeaderboardView = { datasetType: MULTISONG, sort: null, name: '', start: 0 }

/** Where in Explore one is; kept while another page is open. */
export const useExplore = create<ExploreState>(() => ({ part: 'news', leaderboard: firstView }))

export const showPart = (part: ExplorePart): void => useExplore.setState({ part })

/** Changes what of the leaderboard is looked at; any other question begins at its first page. */
export const changeLeaderboard = (change: Partial<LeaderboardView>): void =>
  useExplore.setState(({ leaderboard }) => ({ leaderboard: { ...leaderboard, start: 0, ...change } }))

/** The service abbreviates the instrumental in its keys. */
const KEY_OF: Readonly<Record<string, string>> = { instrumental: 'instrum' }

/** Goes to the leaderboard sorted by a stem's SDR: "best for bass". */
export function openLeaderboard(stem: string): void {
  const word = stem.trim().toLowerCase().replace(/[\s-]+/g, '_')
  useExplore.setState({ part: 'leaderboard', leaderboard: { ...firstView, sort: `sdr_${KEY_OF[word] ?? word}` } })
  goTo({ page: 'explore' })
}
