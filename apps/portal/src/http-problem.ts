interface Options {
  readonly headers?: Readonly<Record<string, string>>
}

/** A request that HTTP itself has something against, before anything of ours is asked. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem'
  readonly status: number
  /** Stable, as a Problem's. */
  readonly code: string
  readonly headers: Readonly<Record<string, string>>

  constructor(status: number, code: string, message: string, { headers = {} }: Options = {}) {
    super(message)
    this.status = status
    this.code = code
    this.headers = headers
  }
}

export const httpProblems = {
  noSuchAddress: () =>
    new HttpProblem(
      404,
      'NO_SUCH_ADDRESS',
      'There is nothing at this address. The page at /api lists every address there is.',
    ),

  methodNotAllowed: ({ allowed }: { allowed: readonly string[] }) =>
    new HttpProblem(
      405,
      'METHOD_NOT_ALLOWED',
      `This address can be asked with ${allowed.join(' or ')} only.`,
      {
        headers: { allow: allowed.join(', ') },
      },
    ),

  bodyNotJson: () =>
    new HttpProblem(
      400,
      'BODY_NOT_JSON',
      'The body cannot be read as JSON. Send one JSON object, in UTF-8, with content-type application/json.',
    ),

  bodyTooLarge: () =>
    new HttpProblem(413, 'BODY_TOO_LARGE', 'The body is larger than 1 MB. Send less at a time.'),

  mediaType: () =>
    new HttpProblem(
      415,
      'MEDIA_TYPE',
      'This address does not read bodies of this content-type. Its description at /api says which it reads.',
    ),

  notUnderstood: () =>
    new HttpProblem(
      400,
      'NOT_UNDERSTOOD',
      'This request is not written as HTTP asks. Mend it, then send it again.',
    ),

  stopping: () =>
    new HttpProblem(
      503,
      'STOPPING',
      'The portal is being restarted. Send the same request again in a few seconds.',
      {
        headers: { 'retry-after': '5' },
      },
    ),
}
