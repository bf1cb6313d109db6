interface Options {
  readonly headers?: Readonly<Record<string, string>>
  readonly cause?: unknown
}

/** A request that HTTP itself has something against, before anything of ours is asked. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem'
  readonly status: number
  /** Stable, as a Problem's. */
  readonly code: string
  readonly headers: Readonly<Record<string, string>>

  constructor(status: number, code: string, message: string, { headers = {}, cause }: Options = {}) {
    super(message, { cause })
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

  noPdf: () =>
    new HttpProblem(
      404,
      'NO_PDF',
      'This portal cannot make PDF files, as no Chromium is installed beside it. Open the letter and print it from your browser.',
    ),

  pdfBusy: ({ cause }: { cause: unknown }) =>
    new HttpProblem(
      503,
      'PDF_BUSY',
      'Many letters are being made into PDF files at this moment. Try again in a minute, or print the page of the letter.',
      { headers: { 'retry-after': '60' }, cause },
    ),

  bodyNotJson: () =>
    new HttpProblem(
      400,
      'BODY_NOT_JSON',
      'The body cannot be read as JSON. Send one JSON object, in UTF-8, with content-type application/json.',
    ),

  bodyTooLarge: () =>
    new HttpProblem(
      413,
      'BODY_TOO_LARGE',
      'The body is larger than 1 MB, or a form has more than 2,000 fields. Send less at a time.',
    ),

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

  fileMissing: () =>
    new HttpProblem(
      422,
      'FILE_MISSING',
      'Send the workbook as multipart/form-data, in one part named file that has a file name.',
    ),

  uploadBroken: () =>
    new HttpProblem(
      400,
      'UPLOAD_BROKEN',
      'The upload ended before the whole file was here, so nothing of it was kept. Send it again.',
    ),

  tooMany: ({ seconds }: { seconds: number }) =>
    new HttpProblem(
      429,
      'TOO_MANY',
      `You have asked too often in the last minute. Wait ${seconds} ${seconds === 1 ? 'second' : 'seconds'}, then go on.`,
      { headers: { 'retry-after': String(seconds) } },
    ),

  versionNeeded: () =>
    new HttpProblem(
      428,
      'VERSION_NEEDED',
      'Say which version you read: send its ETag in the header If-Match, so that no change of somebody else is lost.',
    ),

  keyWrong: () =>
    new HttpProblem(
      422,
      'KEY_WRONG',
      'Give an Idempotency-Key of 1 to 200 letters, digits and signs, such as a UUID.',
    ),

  keyReused: () =>
    new HttpProblem(
      422,
      'KEY_REUSED',
      'This Idempotency-Key was used for another request. Use a new key for each thing you want done.',
    ),

  stillRunning: () =>
    new HttpProblem(
      409,
      'STILL_RUNNING',
      'A request with this Idempotency-Key is still being done. Send the same again in a second to get its answer.',
      { headers: { 'retry-after': '1' } },
    ),

  databaseAway: () =>
    new HttpProblem(
      503,
      'DATABASE_AWAY',
      'The database does not answer, so nothing can be done or read. Send the same request again in a few seconds, with the same Idempotency-Key.',
      { headers: { 'retry-after': '5' } },
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
