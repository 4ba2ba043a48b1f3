/** Takes secrets out of text. One instance is shared by everything that writes to the log. */
export interface Redactor {
  /** From now on this value never passes; values under 6 characters are too common to be told from prose and are ignored. */
  register(secret: string): void
  redact(text: string): string
}

const SHORTEST_SECRET = 6

// Shapes that are secret whoever wrote them: a token parameter or property (also URL-encoded), the 30-character
// tokens themselves, what opens a shared link, job hashes (they hold the file's name and open its results) and result addresses (bearer links).
const SHAPES: readonly (readonly [RegExp, string])[] = [
  [/((?:api_token|password(?:_confirmation)?|token)\\?["']?\s*(?:=|:|%3D)\s*\\?["']?)[^&"'\s,}\\]+/gi, '$1<secret>'],
  [/(?<![A-Za-z0-9])[A-Za-z0-9]{30}(?![A-Za-z0-9])/g, '<secret>'],
  [/([?&]hash=)[^&\s"'<>]+/gi, '$1<job>'],
  [/\d{14}-[0-9a-f]{6,}-[^\s"'&?#<>\\]*/gi, '<job>'],
  // What opens a shared file: MEGA's key behind the #, and the signatures of others.
  [/(\bmega\.(?:nz|co\.nz|io)\/[^\s#"'<>]*#)[^\s"'<>\\]+/gi, '$1<key>'],
  [/([?&](?:rlkey|resourcekey|sig|signature|x-amz-signature|x-goog-signature)=)[^&\s"'<>\\]+/gi, '$1<secret>'],
  [/(https?:\/\/[^\s"'<>/]+\/storage\/)[^\s"'<>\\]*/gi, '$1<file>']
]

/** Builds a redactor that knows the shapes of the service's secrets and every registered value. */
export function createRedactor(): Redactor {
  const secrets = new Set<string>()
  return {
    register(secret) {
      if (secret.length < SHORTEST_SECRET) return
      secrets.add(secret)
      secrets.add(encodeURIComponent(secret))
      secrets.add(JSON.stringify(secret).slice(1, -1))
    },
    redact(text) {
      let clean = text
      // The longest first: a secret that holds another one must not leave its rest behind.
      for (const secret of [...secrets].sort((a, b) => b.length - a.length)) clean = clean.replaceAll(secret, '<secret>')
      for (const [shape, replacement] of SHAPES) clean = clean.replace(shape, replacement)
      return clean
    }
  }
}
