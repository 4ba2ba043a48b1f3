import { expect, it } from 'vitest'
import { lineAt } from './lineAt'

it('finds what is being said, and nothing between lines or in texts without times', () => {
  const lines = [
    { startSeconds: 1, endSeconds: 2, text: 'a' }, { startSeconds: 3, endSeconds: null, text: 'b' }, { startSeconds: null, endSeconds: null, text: 'c' }
  ]
  expect([0, 1, 1.9, 2, 3, 99].map((seconds) => lineAt(lines, seconds))).toEqual([null, 0, 0, null, 1, 1])
})
