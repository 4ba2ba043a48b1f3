import type { MixWindow } from './protocol'

/** What came of a splice: done, not yet possible, or only possible by a jump to where the new windows begin. */
export type SpliceOutcome = 'spliced' | 'waiting' | { readonly frame: number }

/** The windows waiting to be mixed, in order, and the place in the first of them. */
export class WindowQueue {
  private readonly queue: MixWindow[] = []
  private offset = 0
  private current = 0
  private at = 0
  private over = false

  constructor(
    private readonly totalFrames: number,
    private readonly release: (window: MixWindow) => void
  ) {}

  /** The next frame to be read. */
  get frame(): number {
    return this.at
  }
  get generation(): number {
    return this.current
  }
  /** Whether the session's last frame was read. */
  get ended(): boolean {
    return this.over
  }

  /** Keeps a window unless it is older than what is wanted and than what is being read. */
  add(window: MixWindow, wantedGeneration: number): void {
    if (window.generation >= wantedGeneration) this.queue.push(window)
    else this.release(window)
  }

  /** Whether so many frames of the current generation are here, or all up to the end. */
  has(frames: number): boolean {
    let available = -this.offset
    for (const window of this.queue) {
      if (window.generation !== this.current) return false
      available += window.frames
      if (window.last || available >= frames) return true
    }
    return false
  }

  /** Hands out up to `frames` frames run by run, releases windows read to their end; answers how many there were. */
  read(frames: number, visit: (window: MixWindow, offset: number, at: number, frames: number) => void): number {
    let done = 0
    while (done < frames) {
      const window = this.queue[0]
      if (!window || window.generation !== this.current) break
      const run = Math.min(frames - done, window.frames - this.offset)
      visit(window, this.offset, done, run)
      done += run
      this.offset += run
      this.at = window.startFrame + this.offset
      if (this.offset === window.frames) {
        this.queue.shift()
        this.offset = 0
        this.over = window.last
        this.release(window)
      }
    }
    return done
  }

  /** Goes on from `frame` with windows of `generation`; older ones are released. */
  goTo(generation: number, frame: number): void {
    this.current = generation
    this.at = frame
    this.offset = 0
    this.over = frame >= this.totalFrames
    this.drop((window) => window.generation < generation)
  }

  /**
   * Takes windows of `generation` from the very frame it is at. Both hold the same samples there, so nothing is heard of
   * it. When they will never hold it (an older loop led back, or a new one ends right here), they can only be jumped to.
   */
  splice(generation: number): SpliceOutcome {
    const fresh = this.queue.filter((window) => window.generation === generation)
    const [first] = fresh
    if (!first) return 'waiting'
    const here = fresh.find(({ startFrame, frames }) => startFrame <= this.at && this.at < startFrame + frames)
    if (!here) return this.at < first.startFrame || goesBack(fresh) ? { frame: first.startFrame } : 'waiting'
    const { at } = this
    const passed = new Set(fresh.slice(0, fresh.indexOf(here)))
    this.goTo(generation, at)
    this.drop((window) => passed.has(window))
    this.offset = at - here.startFrame
    return 'spliced'
  }

  private drop(isOver: (window: MixWindow) => boolean): void {
    const dropped = this.queue.filter(isOver)
    const kept = this.queue.filter((window) => !isOver(window))
    this.queue.splice(0, this.queue.length, ...kept)
    dropped.forEach(this.release)
  }
}

const goesBack = (windows: readonly MixWindow[]): boolean =>
  windows.some(({ startFrame }, index) => startFrame < (windows[index - 1]?.startFrame ?? 0))
