import { ArrowUpDown, Disc3, Music2, Plus } from 'lucide-react'
import { useMemo, useState, type DragEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { addFiles, call } from '../../bridge/client'
import { IconButton } from '../../components/IconButton'
import { Select, type SelectOption } from '../../components/Select'
import { useInputs } from '../../stores/inputs'
import { addToPlace, choosePlace, pairOf, swapPair, usePair, type PairRole } from '../../stores/pair'
import { clock } from '../../text/format'
import './pairs.css'

/** Stands for "every song but the reference" in the list of targets, whose keys may not be empty. */
const ALL_OTHERS = '\u0000'

/** One place of the pair: a song of the list chosen by its name, or a file added or dropped right here. */
function Place({ role, icon, value, options, facts }: {
  readonly role: PairRole; readonly icon: ReactNode; readonly value: string | null; readonly options: readonly SelectOption[]; readonly facts: string
}) {
  const { t } = useTranslation()
  const [isOver, setIsOver] = useState(false)
  const over = (event: DragEvent): void => {
    if (event.dataTransfer.types.includes('Files')) setIsOver(true)
  }
  const drop = (event: DragEvent): void => {
    setIsOver(false)
    const files = [...event.dataTransfer.files]
    if (files.length === 0) return
    event.preventDefault() // the window then knows that they were taken
    void addToPlace(role, () => addFiles(files))
  }
  return (
    <div className="pair__place" data-over={isOver} onDragOver={over} onDragLeave={() => { setIsOver(false) }} onDrop={drop}>
      <span className="pair__icon" aria-hidden="true">{icon}</span>
      <div className="pair__field">
        <Select
          label={t(`pairs.${role}`)}
          value={value}
          options={options}
          isDisabled={options.length === 0}
          onChange={(key) => { choosePlace(role, key === ALL_OTHERS ? null : key) }}
        />
        <p className="pair__facts">{isOver ? t('pairs.dropHere') : facts}</p>
      </div>
      <IconButton label={t(`pairs.addAs.${role}`)} icon={<Plus />} onPress={() => { void addToPlace(role, () => call('inputs:pick', undefined)) }} />
    </div>
  )
}

/** The two places of an algorithm that matches one song to another, and the button that turns them round. */
export function PairPlaces() {
  const { t } = useTranslation()
  const inputs = useInputs((state) => state.inputs)
  const places = usePair()
  const { targets, reference } = useMemo(() => pairOf(inputs, places), [inputs, places])
  const [turned, setTurned] = useState('')
  const files = inputs.filter(({ link }) => link === undefined)
  const songs = files.map(({ id, name }) => ({ key: id, label: name }))
  const [only] = targets
  const single = targets.length === 1 && only !== undefined ? only : null
  const all = files.length > (reference === null ? 1 : 2) ? [{ key: ALL_OTHERS, label: t('pairs.allOthers', { count: files.length - (reference === null ? 0 : 1) }) }] : []
  const length = (seconds: number | null): string => (seconds === null ? t('units.unknownDuration') : clock(seconds))
  return (
    <div className="pair" role="group" aria-label={t('pairs.title')}>
      <p className="pair__what">{t('pairs.what')}</p>
      <div className="pair__places">
        <Place
          role="target"
          icon={<Music2 />}
          value={single?.id ?? (all.length === 0 ? null : ALL_OTHERS)}
          options={[...all, ...songs]}
          facts={single !== null ? length(single.durationSeconds) : targets.length > 1 && reference !== null ? t('pairs.several', { count: targets.length }) : t('pairs.targetWhat')}
        />
        <div className="pair__turn">
          <IconButton
            label={t('pairs.swap')}
            icon={<ArrowUpDown />}
            isDisabled={single === null || reference === null}
            onPress={() => {
              swapPair()
              if (single !== null && reference !== null) setTurned(t('pairs.swapped', { target: reference.name, reference: single.name }))
            }}
          />
        </div>
        <Place role="reference" icon={<Disc3 />} value={reference?.id ?? null} options={songs} facts={reference === null ? t('pairs.referenceWhat') : length(reference.durationSeconds)} />
      </div>
      <p className="visually-hidden" role="status">{turned}</p>
    </div>
  )
}
