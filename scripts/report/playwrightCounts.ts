import type { FullResult, Reporter, Suite, TestError } from '@playwright/test/reporter'

/**
 * Closes a Playwright run with a line for each skipped test and why, and one plain line that CI counts; an error outside any
 * test is one failure.
 */
export default class PlaywrightCounts implements Reporter {
  private root: Suite | undefined
  private errorsOutsideTests = 0

  onBegin(_config: unknown, suite: Suite): void {
    this.root = suite
  }

  onError(_error: TestError): void {
    this.errorsOutsideTests++
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
      } else if (outcome === 'unexpected') failed++
      else passed++
    }
    console.log(`e2e: ${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
  }

  printsToStdio(): boolean {
    return false // it prints its closing lines only: another reporter shows the tests
  }
}
