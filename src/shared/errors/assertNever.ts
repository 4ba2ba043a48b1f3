/** Marks the branch that no value can reach; a new union member then fails to compile. */
export function assertNever(value: never): never {
  throw new Error(`unreachable value: ${JSON.stringify(value)}`)
}
