// @vitest-environment happy-dom
import { act, cleanup, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Spinner } from './Spinner'

beforeEach(() => { vi.useFakeTimers() })
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

it('keeps its place from the start and shows once it has taken a while', () => {
  render(<Spinner label="Opening…" />)
  const status = screen.getByRole('status')
  expect(status.textContent).toBe('Opening…')
  act(() => { vi.advanceTimersByTime(149) })
  expect(status.hasAttribute('data-shown')).toBe(false)
  act(() => { vi.advanceTimersByTime(1) })
  expect(status.hasAttribute('data-shown')).toBe(true)
})
