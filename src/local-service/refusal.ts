/** A request the service will not carry out, with the sentence and the HTTP status the client gets. */
export class Refusal extends Error {
  constructor(
    readonly status: 400 | 401 | 403 | 404 | 429 | 507,
    /** A sentence, or (as the real service does for forms) sentences by field name. */
    readonly detail: string | Readonly<Record<string, readonly string[]>>
  ) {
    super(typeof detail === 'string' ? detail : Object.values(detail).flat().join(' '))
    this.name = 'Refusal'
  }
}
