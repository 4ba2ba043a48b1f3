const compiled = new Map<string, WebAssembly.Module>()

/** A WebAssembly core (scripts/wasmCores.ts) with memory of its own, from its base64. It is compiled once a thread. */
export function createWasmCore(base64: string): WebAssembly.Exports {
  const known = compiled.get(base64) ?? new WebAssembly.Module(Buffer.from(base64, 'base64'))
  compiled.set(base64, known)
  return new WebAssembly.Instance(known).exports
}
