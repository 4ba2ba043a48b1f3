import { useCallback, useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react'
import { flushSync } from 'react-dom'
import type { StudioSession } from '../../../../shared/domain/studio'
import { createPlayer } from '../../audio/createPlayer'
import type { Player, PlayerState } from '../../audio/player.types'

/** A player for the session, ended with the view; null for the moment before it exists. */
export function usePlayer(session: StudioSession): Player | null {
  const [player, setPlayer] = useState<Player | null>(null)
  useLayoutEffect(() => {
    let own: Player | null = null
    let left = false
    // A moment later, so that an effect that is undone at once (React's rehearsal in development) opens no sound device.
    queueMicrotask(() => {
      if (left) return
      const created = createPlayer(session)
      own = created
      // In the same frame: no page without lanes is painted first.
      flushSync(() => { setPlayer(created) })
    })
    return () => {
      left = true
      setPlayer(null)
      void own?.dispose()
    }
  }, [session])
  return player
}

/** Plays, or pauses. */
export function togglePlaying(player: Player): void {
  if (player.getState().playing) player.pause()
  else void player.play()
}

/** The player's state, drawn anew on each change. */
export function usePlayerState(player: Player): PlayerState {
  const subscribe = useCallback((listener: () => void) => player.subscribe(listener), [player])
  return useSyncExternalStore(subscribe, () => player.getState())
}

/** Redraws a number this often while playing: often enough to read, seldom enough to cost nothing. */
const READING_INTERVAL_MS = 100

/** The position in seconds, for reading; waveforms follow the player itself. */
export function usePositionSeconds(player: Player): number {
  const { playing } = usePlayerState(player)
  const rate = player.session.sampleRateHz
  const [seconds, setSeconds] = useState(() => player.positionFrames() / rate)
  const frame = useRef(0)
  useEffect(() => {
    let readAtMs = 0
    const read = (): void => { setSeconds(player.positionFrames() / rate) }
    const follow = (nowMs: number): void => {
      if (nowMs - readAtMs >= READING_INTERVAL_MS) {
        readAtMs = nowMs
        read()
      }
      frame.current = requestAnimationFrame(follow)
    }
    read()
    const end = player.subscribe(read)
    if (playing) frame.current = requestAnimationFrame(follow)
    return () => {
      end()
      cancelAnimationFrame(frame.current)
    }
  }, [player, playing, rate])
  return seconds
}
