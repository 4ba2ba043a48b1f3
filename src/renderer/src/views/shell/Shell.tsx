import { useDeferredValue, useEffect, useRef } from 'react'
import type { ServiceId } from '../../../../shared/domain/service'
import { useNavigation } from '../../stores/navigation'
import { ViewBoundary } from './ViewBoundary'
import { CurrentView } from './CurrentView'
import { DropOverlay } from './DropOverlay'
import { JobAnnouncer } from './JobAnnouncer'
import { Notices } from './Notices'
import { Side } from './Side'
import './shell.css'

/** The frame around every page: where one can go, where one is, and what is said in passing. */
export function Shell({ service }: { readonly service: ServiceId }) {
  const place = useNavigation((state) => state.place)
  // Going somewhere for the first time loads code: the page one leaves stays for that moment instead of a blank.
  const shown = useDeferredValue(place)
  const main = useRef<HTMLElement>(null)
  const where = 'jobId' in shown ? `${shown.page}/${shown.jobId}` : shown.page

  // A new page is announced by its heading, and Tab goes on from there.
  useEffect(() => {
    main.current?.scrollTo(0, 0)
    main.current?.querySelector('h1')?.focus({ preventScroll: true })
  }, [where])

  return (
    <div className="shell">
      <Side place={place} service={service} />
      <main className="shell__main" ref={main}>
        <ViewBoundary key={where}><CurrentView place={shown} service={service} /></ViewBoundary>
      </main>
      <Notices />
      <JobAnnouncer />
      <DropOverlay />
    </div>
  )
}
