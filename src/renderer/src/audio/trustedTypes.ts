/**
 * Trusted Types (W3C) for the two places where this room hands text to the browser: the worker's address and the
 * fixed skeleton wavesurfer.js draws into. Under `require-trusted-types-for 'script'; trusted-types default` everything
 * else that tries to become HTML or script is refused.
 */
interface TrustedTypePolicyRules {
  createHTML(html: string): string | null
  createScriptURL(url: string): string | null
}
interface TrustedTypesScope {
  readonly trustedTypes?: { createPolicy(name: string, rules: TrustedTypePolicyRules): unknown }
}

// One style block without markup in it, then nothing but <div class="…" part="…"> and </div>.
const SKELETON = /^\s*<style(?: nonce="[\w+/=-]*")?>[^<]*<\/style>\s*(?:(?:<div class="\w+" part="\w+">|<\/div>)\s*)+$/

let installed = false

/** Whether this is markup wavesurfer.js needs: nothing at all, or its skeleton, which cannot hold script. */
export function isHarmlessMarkup(html: string): boolean {
  return html === '' || SKELETON.test(html)
}

/** Whether a script address is one of our own files. */
export function isOwnScript(url: string, page: string): boolean {
  const script = URL.canParse(url, page) ? new URL(url, page) : undefined
  const own = new URL(page)
  // Compared by parts: the origin of a private scheme reads 'null' in some engines.
  return script !== undefined && script.protocol === own.protocol && script.host === own.host
}

/** Makes the default policy once; without Trusted Types in the browser it does nothing. */
export function installTrustedTypes(scope: TrustedTypesScope = globalThis as TrustedTypesScope): void {
  if (installed) return
  installed = true
  scope.trustedTypes?.createPolicy('default', {
    createHTML: (html) => (isHarmlessMarkup(html) ? html : null),
    createScriptURL: (url) => (isOwnScript(url, location.href) ? url : null)
  })
}
