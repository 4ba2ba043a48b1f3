// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react'
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

const row = (name: string, isDrawn: boolean) => <LateRow name={name} isDrawn={isDrawn}><button>Play</button></LateRow>

it('a row nobody has seen yet comes with its page', () => {
  expect(render(row('new', false)).container.innerHTML).toBe('<div><button>Play</button></div>')
})

it('a row that was seen keeps its place first, and is there once the page is', () => {
  render(row('known', true))
  cleanup()
  const { container, rerender } = render(row('known', false))
  expect(container.innerHTML).toBe('<div style="height: 44px;"></div>')
  rerender(row('known', true))
  const button = screen.getByRole('button', { name: 'Play' })
  expect(button.parentElement?.getAttribute('style')).toBeFalsy()
})

it('in a window of another width a row comes with its page', () => {
  render(row('resized', true))
  cleanup()
  vi.spyOn(window, 'innerWidth', 'get').mockReturnValue(window.innerWidth + 100)
  expect(render(row('resized', false)).container.innerHTML).toBe('<div><button>Play</button></div>')
})
