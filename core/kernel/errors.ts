/** Values that a text for people may show; never secrets. */
export type Params = Readonly<Record<string, string | number>>

/**
 * An answer that is not the wished-for one: expected, with a stable `code` whose text for people is
 * `errors.<code>` in `content/texts`. `status` is the HTTP status it becomes.
 */
export class Refusal extends Error {
  override name = 'Refusal'
  constructor(
    readonly code: string,
    readonly params: Params = {},
    readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 = 409,
  ) {
    super(code)
  }
}

/** What came of `attempt`, or nothing where it was refused; whatever else goes wrong is thrown on. */
export const unlessRefused = async <T>(attempt: () => Promise<T> | undefined): Promise<T | undefined> => {
  try {
    return await attempt()
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

/** One thing wrong with what was given, and where. */
export interface Fault {
  readonly path: string
  readonly message: string
}

export class Invalid extends Refusal {
  override name = 'Invalid'
  constructor(readonly faults: readonly Fault[]) {
    super('input.invalid', { faults: faults.map((fault) => `${fault.path}: ${fault.message}`).join('; ') }, 422)
  }
}

export const refusal = (code: string, params: Params = {}): Refusal => new Refusal(code, params)
export const forbidden = (code = 'not-allowed'): Refusal => new Refusal(code, {}, 403)
export const notFound = (code = 'not-found', params: Params = {}): Refusal => new Refusal(code, params, 404)

/** The record was changed by somebody else in between; the kernel tries again before anybody sees this. */
export class Conflict extends Refusal {
  override name = 'Conflict'
  constructor(readonly record: string) {
    super('conflict', { record }, 409)
  }
}
