// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react'
import { renderToStaticMarkup } from 'react-dom/server'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { LateRow } from './LateRow'

/** Tells of an element once, as browsers do when it is first observed. */
class Observer {
  constructor(private readonly tell: () => void) {}
  observe(): void { this.tell() }
  disconnect(): void { /* nothing is told twice */ }
}

beforeEach(() => {
  vi.stubGlobal('ResizeObserver', Observer)
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(44)
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

/** What the very first drawing of it is: what is put off is not in it. */
const firstDrawing = (name: string): string => renderToStaticMarkup(<LateRow name={name}><button>Play</button></LateRow>)

it('a row nobody has seen yet comes with its page', () => {
  expect(firstDrawing('new')).toBe('<div><button>Play</button></div>')
})

it('a row that was seen keeps its place first, and is there a moment later', async () => {
  render(<LateRow name="known"><button>Play</button></LateRow>)
  expect(firstDrawing('known')).toBe('<div style="height:44px"></div>')
  cleanup()
  render(<LateRow name="known"><button>Play</button></LateRow>)
  const button = await screen.findByRole('button', { name: 'Play' })
  expect(button.parentElement?.getAttribute('style')).toBeFalsy()
})

it('in a window of another width a row comes with its page', () => {
  render(<LateRow name="resized"><button>Play</button></LateRow>)
  vi.spyOn(window, 'innerWidth', 'get').mockReturnValue(window.innerWidth + 100)
  expect(firstDrawing('resized')).toBe('<div><button>Play</button></div>')
})
