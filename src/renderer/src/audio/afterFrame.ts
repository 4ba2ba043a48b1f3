/** Calls back once the next frame has been drawn and handed on; the answer calls it off. */
export function afterFrame(then: () => void): () => void {
  const { port1, port2 } = new MessageChannel()
  // A task asked for by a frame's callbacks begins when the frame has been handed on.
  port1.onmessage = then
  const request = requestAnimationFrame(() => { port2.postMessage(null) })
  return () => {
    cancelAnimationFrame(request)
    port1.close()
  }
}
