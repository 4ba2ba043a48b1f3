import type { ErrorInfo } from '../errors/appError'

/** How a command's answer crosses IPC: always a value, never a thrown string. */
export type Reply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: ErrorInfo }
