import { memo, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { loadNotes, type Note } from '../../audio/notes'
import type { Player } from '../../audio/player.types'
import type { TimeView } from '../../audio/timeView'
import { usePianoRoll } from '../../audio/usePianoRoll'
import './pianoRoll.css'

interface PianoRollProps {
  readonly player: Player
  readonly notesUrl: string
  readonly view: TimeView
  readonly heightPx: number
}

type Loaded = readonly Note[] | 'loading' | 'failed'

/** What is in view of a MIDI result: notes by pitch over time, drums as hits. */
export const PianoRoll = memo(function PianoRoll({ player, notesUrl, view, heightPx }: PianoRollProps) {
  const { t } = useTranslation()
  const [loaded, setLoaded] = useState<Loaded>('loading')
  useEffect(() => {
    const leaving = new AbortController()
    loadNotes(notesUrl, leaving.signal).then(setLoaded, (error: unknown) => {
      if (leaving.signal.aborted) return
      console.error('the notes could not be read', error)
      setLoaded('failed')
    })
    return () => { leaving.abort() }
  }, [notesUrl])
  const notes = typeof loaded === 'string' ? null : loaded
  const roll = usePianoRoll({ player, view, notes })
  return (
    <div className="lane__wave" data-status={notes === null ? loaded : 'ready'} style={{ minHeight: `${heightPx}px` }} aria-hidden="true">
      {loaded === 'failed' && <p className="lane__none">{t('studio.midiFailed')}</p>}
      {notes?.length === 0 && <p className="lane__none">{t('studio.midiEmpty')}</p>}
      <div className="piano-roll" ref={roll}>
        <canvas />
        <canvas />
      </div>
      <p className="piano-roll__kind">{t('studio.midi')}</p>
    </div>
  )
})
