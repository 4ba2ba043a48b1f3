import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { createRedactor } from './redact'
import { toLoggable } from './toLoggable'

export type LogFields = Readonly<Record<string, unknown>>

/** What happened, for the person who has to find out why. Secrets are taken out where it is written, not where it is said. */
export interface Log {
  info(message: string, fields?: LogFields): void
  warn(message: string, fields?: LogFields): void
  /** For bugs: pass the error itself as a field, its stack is kept. */
  error(message: string, fields?: LogFields): void
  /** Makes this value unwritable from now on. */
  registerSecret(secret: string): void
}

export interface LogOptions {
  readonly filePath: string
  /** Size at which the file moves to `<file>.1`, replacing the one before; default 1 MB, so 2 MB in all. */
  readonly maximumBytes?: number
  readonly clock?: () => number
  /** Told once when the file cannot be written; default: the process's warning channel. */
  readonly onBroken?: (error: unknown) => void
}

/** A log that goes nowhere, for parts that are used without one. */
export const silentLog: Log = { info() {}, warn() {}, error() {}, registerSecret() {} }

/**
 * Opens a log of JSON lines. Lines are written at once and in order, so that the last words before a crash are there;
 * this log is for events, not for traffic. Never throws: a disk that refuses the log must not stop the work.
 */
export function createLog({ filePath, maximumBytes = 1_000_000, clock = Date.now, onBroken = warnOnce }: LogOptions): Log {
  const redactor = createRedactor()
  let sizeBytes: number | null = null
  let broken = false

  const append = (line: string): void => {
    try {
      sizeBytes ??= openAt(filePath)
      const lineBytes = Buffer.byteLength(line)
      if (sizeBytes > 0 && sizeBytes + lineBytes > maximumBytes) {
        renameSync(filePath, `${filePath}.1`)
        sizeBytes = 0
      }
      appendFileSync(filePath, line, { mode: 0o600 })
      sizeBytes += lineBytes
      broken = false
    } catch (error) {
      sizeBytes = null
      if (!broken) onBroken(error)
      broken = true
    }
  }

  const write = (level: string, message: string, fields: LogFields = {}): void => {
    const record = { at: new Date(clock()).toISOString(), level, message, ...asRecord(toLoggable(fields)) }
    const clean = (_name: string, value: unknown): unknown => (typeof value === 'string' ? redactor.redact(value) : value)
    // Twice: in the values, where a secret stands as it is, and in the line, where it may span names and values.
    append(`${redactor.redact(JSON.stringify(record, clean))}\n`)
  }

  return {
    info: (message, fields) => write('info', message, fields),
    warn: (message, fields) => write('warn', message, fields),
    error: (message, fields) => write('error', message, fields),
    registerSecret: (secret) => redactor.register(secret)
  }
}

function openAt(filePath: string): number {
  mkdirSync(dirname(filePath), { recursive: true })
  return statSync(filePath, { throwIfNoEntry: false })?.size ?? 0
}

function asRecord(value: unknown): LogFields {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

function warnOnce(error: unknown): void {
  process.emitWarning(`the log cannot be written: ${error instanceof Error ? error.message : String(error)}`)
}
