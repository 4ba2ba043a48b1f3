import type { Reporter, TestModule, Vitest } from 'vitest/node'

/**
 * Closes a vitest run with a line for each test that failed or was skipped, and why, and one plain line that CI counts; a
 * file that cannot be loaded is one failure.
 */
export default class VitestCounts implements Reporter {
  private isWhole = true

  onInit({ config }: Vitest): void {
    // Where tests are asked for by name, all others count as skipped.
    this.isWhole = config.testNamePattern === undefined
  }

  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    let passed = 0
    let skipped = 0
    let failed = unhandledErrors.length
    for (const module of modules) {
      failed += module.errors().length
      for (const test of module.children.allTests()) {
        const result = test.result()
        if (result.state === 'passed') passed++
        else if (result.state === 'failed') {
          failed++
          console.log(`unit: failed: ${test.module.relativeModuleId} ${test.fullName}: ${result.errors[0]?.message.split('\n')[0] ?? ''}`)
        }
        else {
          skipped++
          const note = result.state === 'skipped' && result.note !== undefined ? `: ${result.note}` : ''
          if (this.isWhole) console.log(`unit: skipped ${test.fullName}${note}`)
        }
      }
    }
    console.log(`unit: ${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
  }
}
