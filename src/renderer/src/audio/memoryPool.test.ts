import { describe, expect, it } from 'vitest'
import { createMemoryPool } from './memoryPool'

describe('the memory pool', () => {
  it('hands out again what came back, and no more than it may keep', () => {
    const pool = createMemoryPool(100, 1)
    const [one, other] = [pool.take(60), pool.take(100)]
    expect([one.byteLength, other.byteLength]).toEqual([100, 100])
    pool.give(one)
    pool.give(other)
    expect(pool.take(10)).toBe(one)
    expect(pool.take(10)).not.toBe(other)
  })

  it('makes larger memory when asked and does not keep it, nor memory that went elsewhere', () => {
    const pool = createMemoryPool(100, 9)
    pool.give(pool.take(500))
    const moved = pool.take(100)
    structuredClone(moved, { transfer: [moved] })
    pool.give(moved)
    expect(pool.take(100).byteLength).toBe(100)
  })
})
