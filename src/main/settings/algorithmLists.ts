export const MOST_RECENT = 12

/** Stars at the end, each once; a second star changes nothing. */
export function withFavourite(favourites: readonly number[], renderId: number, isFavourite: boolean): readonly number[] {
  if (!isFavourite) return favourites.filter((id) => id !== renderId)
  return favourites.includes(renderId) ? favourites : [...favourites, renderId]
}

/** Newest first, each once, at most 12. Of several used in one go the first named stands first. */
export function withRecent(recent: readonly number[], used: readonly number[]): readonly number[] {
  return [...new Set([...used, ...recent])].slice(0, MOST_RECENT)
}
