const inDigest = 'The office reads of it in its daily digest, with everything else that waits.'
const inRowsSeen =
  'It can be done many times a day, and the reason may be about a child: the authority reads both under “Who has seen your rows”.'

/** Every kind of notice of which no e-mail is written, with why. Each other kind is a kind of message. */
export const toldInPortalOnly: Readonly<Record<string, string>> = {
  'extension asked for': inDigest,
  'question asked': inDigest,
  'check given up': inDigest,
  'rows extracted': inRowsSeen,
  'file extracted': inRowsSeen,
}
