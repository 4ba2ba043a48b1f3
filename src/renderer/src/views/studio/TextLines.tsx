import { memo } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { TranscriptLine } from '../../../../shared/domain/transcript'
import type { Player } from '../../audio/player.types'
import { clock } from '../../text/format'
import { lineAt } from './lineAt'
import { usePositionSeconds } from './usePlayer'

interface TextLinesProps {
  readonly player: Player
  readonly lines: readonly TranscriptLine[]
  /** So many are shown. */
  readonly most: number
}

/** The words; times lead to where they are said, and what is being said is marked. */
export function TextLines({ player, lines, most }: TextLinesProps) {
  const { t } = useTranslation()
  const current = lineAt(lines, usePositionSeconds(player))
  return (
    <ol className="text-lines selectable" tabIndex={0} aria-label={t('texts.lines')}>
      {lines.slice(0, most).map((line, index) => <Line key={index} player={player} line={line} isCurrent={index === current} />)}
    </ol>
  )
}

const Line = memo(function Line({ player, line, isCurrent }: { readonly player: Player; readonly line: TranscriptLine; readonly isCurrent: boolean }) {
  const { t } = useTranslation()
  const { startSeconds, text } = line
  return (
    <li className="text-line" aria-current={isCurrent ? 'true' : undefined}>
      {startSeconds !== null && (
        <Button
          className="text-line__time"
          aria-label={t('texts.goTo', { time: clock(startSeconds) })}
          onPress={() => { player.seek(startSeconds * player.session.sampleRateHz) }}
        >
          {clock(startSeconds)}
        </Button>
      )}
      <span className="text-line__words">{text}</span>
    </li>
  )
})
