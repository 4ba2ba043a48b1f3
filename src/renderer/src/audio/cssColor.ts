/**
 * The colour a CSS custom property stands for on an element, as the browser computes it (so light-dark() and var()
 * are settled), e.g. "rgb(10, 20, 30)". A canvas cannot read custom properties itself.
 */
export function readCssColor(element: HTMLElement, property: string): string {
  const probe = element.ownerDocument.createElement('span')
  probe.hidden = true
  probe.style.color = `var(${property})`
  element.append(probe)
  const { color } = getComputedStyle(probe)
  probe.remove()
  return color
}

/** Tells when colours may have changed: the page's theme attributes, the system's scheme or contrast. */
export function watchTheme(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange)
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['class', 'style', 'data-theme'] })
  const queries = ['(prefers-color-scheme: dark)', '(forced-colors: active)', '(prefers-contrast: more)'].map((query) => matchMedia(query))
  queries.forEach((query) => query.addEventListener('change', onChange))
  return () => {
    observer.disconnect()
    queries.forEach((query) => query.removeEventListener('change', onChange))
  }
}
