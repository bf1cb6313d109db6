import type { ProblemHelp } from './of-problems.ts'

const help = (means: string, doThis: string): ProblemHelp => ({ means, doThis })

// What the portal itself refuses, before an action is asked.
export const ofRequests: Readonly<Record<string, ProblemHelp>> = {
  BODY_NOT_JSON: help('The body is empty or cannot be read as JSON.', 'Send one JSON object, in UTF-8.'),
  BODY_TOO_LARGE: help(
    'A body may have 1 MB, a form 2,000 fields, an upload of a workbook 25 MB.',
    'Send less at a time.',
  ),
  CROSS_SITE: help(
    'A page of another site can make a browser send things. What comes with a cookie has to come from a page of the portal.',
    'Send the header Origin with the portal’s address, and X-Rollcall: 1 to the API. Systems use access tokens, which need neither.',
  ),
  DATABASE_AWAY: help(
    'The database does not answer: it is being restarted, say. What was being done may have been done.',
    'Send the same request again with the same Idempotency-Key.',
  ),
  FIELDS_WRONG: help(
    'A field of the body or of the address is missing or not as it should be.',
    'Mend each field listed under errors. The page at /api says what each may be.',
  ),
  FILE_MISSING: help(
    'An upload is multipart/form-data with one part named file.',
    'Send it so: curl -F file=@return.xlsx.',
  ),
  JOURNEY_WRONG: help(
    'Whoever comes back from their organisation has to have begun in the same browser, within ten minutes, and comes back once.',
    'Begin again at the page for signing in.',
  ),
  KEY_REUSED: help(
    'An Idempotency-Key names one request. This one was used for another address, body or file.',
    'Use a new key for each thing you want done.',
  ),
  KEY_WRONG: help('An Idempotency-Key has 1 to 200 characters and no spaces.', 'Use a UUID.'),
  MEDIA_TYPE: help(
    'The address does not read bodies of this content-type.',
    'Send application/json, or multipart/form-data for a file.',
  ),
  MEMBERSHIP_NEEDED: help(
    'Somebody with several memberships says which one they act as.',
    'Send the header Rollcall-Membership with the id of one.',
  ),
  MEMBERSHIP_WRONG: help(
    'The header Rollcall-Membership names a membership that is not yours, or has ended.',
    'Send one that GET /api/v1/me lists.',
  ),
  METHOD_NOT_ALLOWED: help(
    'The address exists, but not for this method.',
    'Use one of those in the header Allow.',
  ),
  NO_PDF: help(
    'PDF files of letters are made by a Chromium, and this portal has none.',
    'Open the letter and print it from your browser. Whoever runs the portal can add one.',
  ),
  NO_SUCH_ADDRESS: help('Nothing is at this address.', 'The page at /api lists every address.'),
  NOT_A_MEMBER: help(
    'You signed in, but no membership is known for you.',
    'Ask your signatory or the office to invite you.',
  ),
  NOT_UNDERSTOOD: help('The request is not written as HTTP asks.', 'Mend it, then send it again.'),
  ORGANISATION_REFUSED: help(
    'The organisation’s own service said no, or the person did.',
    'Try again, or get a code by e-mail.',
  ),
  OUR_FAULT: help(
    'Something broke on our side. What you asked for was not done, or it cannot be told.',
    'Send the same request again with the same Idempotency-Key. If it happens again, write to us and quote the id.',
  ),
  PDF_BUSY: help(
    'Letters are made into PDF files one at a time, and many were asked for at once.',
    'Try again in a minute, or print the page of the letter.',
  ),
  SIGN_IN_SERVICE_AWAY: help(
    'The service you sign in with cannot be reached.',
    'Try again in a few seconds.',
  ),
  STILL_RUNNING: help(
    'A request with the same Idempotency-Key is still being done.',
    'Send it again after a second.',
  ),
  STOPPING: help('The portal is being restarted.', 'Send the same request again after a few seconds.'),
  TOKEN_WRONG: help(
    'The access token has expired, is not for this portal, or belongs to a client or membership that was removed.',
    'Ask for a new token. They last ten minutes.',
  ),
  TOO_MANY: help(
    'Each client may ask so often in a minute, and each address may fail to sign in so often.',
    'Wait as long as Retry-After says.',
  ),
  UPLOAD_BROKEN: help(
    'The upload ended before the whole file was here. Nothing of it was kept.',
    'Send it again.',
  ),
  VERSION_NEEDED: help(
    'A change says which version was read, so that nobody’s work is lost.',
    'Send the ETag you read in the header If-Match.',
  ),
}
