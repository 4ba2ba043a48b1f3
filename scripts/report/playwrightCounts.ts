import * as path from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import type { FullResult, Reporter, Suite, TestError } from '@playwright/test/reporter'

/**
 * Closes a Playwright run with a line for each test that failed, passed only at its second try or was skipped, and why, and
 * one plain line that CI counts; an error outside any test is one failure.
 */
export default class PlaywrightCounts implements Reporter {
  private root: Suite | undefined
  private errorsOutsideTests = 0

  onBegin(_config: unknown, suite: Suite): void {
    this.root = suite
  }

  onError(error: TestError): void {
    this.errorsOutsideTests++
    tell('failed', 'outside of any test', error.message)
  }

  onEnd(_result: FullResult): void {
    let passed = 0
    let skipped = 0
    let failed = this.errorsOutsideTests
    for (const test of this.root?.allTests() ?? []) {
      // A test that an interrupted run never reached has no result: it has not passed.
      const outcome = test.outcome() === 'skipped' && test.expectedStatus !== 'skipped' ? 'unexpected' : test.outcome()
      if (outcome === 'skipped') {
        skipped++
        const reason = test.annotations.find(({ type }) => type === 'skip')?.description
        console.log(`e2e: skipped ${test.title}${reason === undefined ? '' : `: ${reason}`}`)
        continue
      }
      const place = `${path.basename(test.location.file)}:${test.location.line} ${test.title}`
      const [first] = test.results
      if (outcome === 'unexpected') {
        failed++
        tell('failed', place, first?.error?.message ?? 'never run')
      } else {
        passed++
        if (outcome === 'flaky') tell('only at the second try', place, first?.error?.message)
      }
    }
    console.log(`e2e: ${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
  }

  printsToStdio(): boolean {
    return false // it prints its closing lines only: another reporter shows the tests
  }
}

/** The first lines of the reason only: the whole of it stands where the test ended. */
function tell(how: string, what: string, reason = ''): void {
  const words = stripVTControlCharacters(reason).split('\n').map((line) => line.trim()).filter((line) => line !== '')
  console.log(`e2e: ${how}: ${what}: ${words.slice(0, 5).join(' | ')}`)
}
