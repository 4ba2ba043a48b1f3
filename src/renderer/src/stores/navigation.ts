import { create } from 'zustand'

export const PAGES = ['separate', 'library', 'explore', 'account', 'settings'] as const
export type PageName = (typeof PAGES)[number]
/** 'recipes' belongs to Separate: it is led to from there. */
export type Place = { readonly page: PageName | 'recipes' } | { readonly page: 'studio' | 'compare'; readonly jobId: string }

const isPage = (name: string): name is PageName => PAGES.some((page) => page === name)

/** The place an address fragment names; the first page for anything unknown. */
export function placeOf(hash: string): Place {
  const [name = '', jobId = ''] = hash.replace(/^#\/?/, '').split('/')
  if ((name === 'studio' || name === 'compare') && jobId !== '') return { page: name, jobId: decodeURIComponent(jobId) }
  return { page: isPage(name) || name === 'recipes' ? name : 'separate' }
}

/** The address fragment of a place: pages are real links, and "back" works. */
export const hashOf = (place: Place): string =>
  'jobId' in place ? `#/${place.page}/${encodeURIComponent(place.jobId)}` : `#/${place.page}`

export const useNavigation = create<{ readonly place: Place }>(() => ({ place: placeOf(window.location.hash) }))

/** Where one was before the Studio and the comparison, the last one at the end: they are led to from many places and from each other. */
let trail: readonly Place[] = []

/** Goes to a place. */
export function goTo(place: Place): void {
  const { place: from } = useNavigation.getState()
  trail = 'jobId' in from ? [...trail, from] : [from]
  show(place)
}

/** Back to where one came from; to `otherwise` where the app began here. */
export function goBack(otherwise: Place): void {
  const last = trail.at(-1) ?? otherwise
  trail = trail.slice(0, -1)
  show(last)
}

function show(place: Place): void {
  window.location.hash = hashOf(place)
  useNavigation.setState({ place })
}

/** Follows the window's address; the answer ends it. */
export function followAddress(): () => void {
  const follow = (): void => {
    const place = placeOf(window.location.hash)
    if (hashOf(place) !== hashOf(useNavigation.getState().place)) useNavigation.setState({ place })
  }
  window.addEventListener('hashchange', follow)
  return () => { window.removeEventListener('hashchange', follow) }
}
