import { ofDates } from './of-dates.ts'
import { ofDecisions } from './of-decisions.ts'
import { ofMessages } from './of-messages.ts'
import { ofRelaxations } from './of-relaxations.ts'
import { ofWordings } from './of-wordings.ts'

/** What a page says about one kind of refusal: when it is met, and what to do then. */
export interface ProblemHelp {
  readonly means: string
  readonly doThis: string
}

const help = (means: string, doThis: string): ProblemHelp => ({ means, doThis })

// What the actions refuse. A test keeps this list and the code in step: to add a problem, say here what it means and what to do.
export const ofProblems: Readonly<Record<string, ProblemHelp>> = {
  ...ofRelaxations,
  ...ofMessages,
  ...ofWordings,
  ...ofDates,
  ...ofDecisions,
  ALREADY_MEMBER: help('The person who is invited has this role already.', 'Nothing.'),
  ANNOUNCED_ALREADY: help(
    'One address holds for the figures of a round.',
    'Withdraw what was announced, with a reason. Then announce it anew.',
  ),
  ANNOUNCED_BEFORE_CLOSE: help(
    'Figures of a round that still collects returns are not announced as published.',
    'Wait until the round is closed.',
  ),
  ASKED_TOO_OFTEN: help(
    'Only so many e-mails for signing in are sent to one address, or asked for from one place, in an hour.',
    'Use the newest e-mail you have, or wait an hour.',
  ),
  AUTHORITY_WANTED: help(
    'Officers and signatories are of an authority, analysts and approvers of the office.',
    'Name an authority for an officer or a signatory, and none for the others.',
  ),
  BOTH_SIDES: help(
    'Whoever acts for the office does not act for an authority, or they could read its return without giving a reason.',
    'Invite somebody else, or have the other role ended first.',
  ),
  CANNOT_COVER: help(
    'Only another person who acts for the same authority, or for the office as well, can stand in for somebody.',
    'Choose one of them, or invite somebody first.',
  ),
  CANNOT_TAKE_OVER: help(
    'Work goes to somebody who may do it: another person of the same authority with the same role.',
    'Choose another membership, or invite the person first.',
  ),
  CHANGED_MEANWHILE: help(
    'Somebody changed the same thing after you read it.',
    'Read it again, look at what is different, and send your change with the new ETag.',
  ),
  CHECK_CODE_WRONG: help(
    'A receipt’s check code has 16 letters and digits. Spaces, dashes and small letters do not matter.',
    'Compare what was sent with the receipt.',
  ),
  CODES_STOPPED: help(
    'Wrong codes were given for this e-mail address so often today that somebody may be guessing.',
    'Open the link in the e-mail, in the browser where you asked.',
  ),
  CODE_WRONG: help(
    'The six figures are not those in the newest e-mail.',
    'Look at the newest e-mail, and type its code.',
  ),
  COLLECTION_UNKNOWN: help(
    'A round can be opened for the collections of this portal only.',
    'Choose an id and a version that GET /api/v1/collections lists.',
  ),
  CONTENT_DESTROYED: help(
    'The key of what was sent or written was destroyed, so nobody can read it again.',
    'Look at the history for who decided so and when. What was counted from it stays.',
  ),
  COVERED_ALREADY: help(
    'One person stands in for a colleague on any day, and for these days somebody is named.',
    'Choose other days, or end what is there first.',
  ),
  COVER_BEGUN_BEFORE: help('Nobody can stand in on days that are over.', 'Begin today or later.'),
  COVER_ENDS_FIRST: help('The last day comes before the first.', 'Put the days right.'),
  COVER_TOO_LONG: help(
    'Standing in is for a while: up to half a year.',
    'Choose fewer days. Whoever is away for longer hands over their work.',
  ),
  CURSOR_WRONG: help(
    'A cursor is given by one page of a list to ask for the next one.',
    'Leave it out to begin with the first page.',
  ),
  DESTROYED_BEFORE: help(
    'What a version held has been destroyed already.',
    'Nothing. The history says when it was done.',
  ),
  EXCEPT_UNKNOWN: help(
    'Whoever is left out of a round is named by code, and one of the codes is no authority’s.',
    'Mend the code, or take it out.',
  ),
  DONE_BEFORE: help(
    'A portal did what this Idempotency-Key asked for, and was stopped before it could answer. Nothing is done twice.',
    'Read how things stand: what was asked for is there.',
  ),
  EXTRACT_COLUMNS_UNKNOWN: help(
    'An extract has columns of one sheet, as the round asks for them, and at least one.',
    'Choose from the columns of the sheet, by their ids.',
  ),
  EXTRACT_DECIDED: help(
    'An extract is approved or refused once, and not after it was taken back.',
    'Read how it stands. If it is still needed, it has to be asked for again.',
  ),
  EXTRACT_ENDED: help(
    'An extract that was refused, taken back or is past its last day cannot be taken back.',
    'There is nothing to do: nobody can download it.',
  ),
  EXTRACT_NOT_OPEN: help(
    'An extract is downloaded once another person has approved it, for fourteen days.',
    'Ask an approver, or ask for another extract.',
  ),
  EXTRACT_SHEET_UNKNOWN: help(
    'The round has no sheet with this id.',
    'Read the collection of the round for its sheets.',
  ),
  FIGURE_NOT_OF_SHEET: help(
    'Rows are narrowed down by a figure that is counted from the rows of the same sheet, and not by one worked out from other figures.',
    'Choose another figure, or ask for all rows.',
  ),
  FILE_TOO_LARGE: help(
    'A workbook may have 25 MB. Of one that has more nothing is kept.',
    'Remove pictures, formatting and sheets that are not asked for, then send it again.',
  ),
  IDENTIFIERS_NOT_ASKED: help(
    'What names a row, a person’s own numbers, the dates that tell one child from another, and free text stay out of an extract unless they are asked for as such.',
    'Leave these columns out, or say that identifiers are wanted: whoever approves sees it.',
  ),
  IDENTITY_TAKEN: help(
    'A sign-in at an organisation belongs to one person here. This one is somebody else’s already.',
    'Sign in at your organisation as yourself, or get a code by e-mail.',
  ),
  IDENTITY_UNKNOWN: help(
    'A sign-in at an organisation is tied to a person by their invitation, never by an e-mail address.',
    'Open the link in your invitation, or get a code by e-mail.',
  ),
  INVITATION_SPENT: help(
    'An invitation can be accepted once, within 14 days, and the newest one counts.',
    'Sign in if you accepted it. Otherwise ask whoever invited you to send it again.',
  ),
  INVITED_JUST_NOW: help(
    'Nobody is sent one invitation after another: the one before is still on its way.',
    'Wait five minutes.',
  ),
  KEY_UNUSABLE: help(
    'Assertions are signed with ES256, so the key of a client is of the curve P-256.',
    'Make a pair of P-256 keys and register the public one.',
  ),
  LABEL_RESERVED: help(
    'The portal keeps the figures of a round on the day after it falls due and after it closes, under labels of its own.',
    'Choose another label.',
  ),
  LABEL_TAKEN: help('Each snapshot of a round has a label of its own.', 'Choose another label.'),
  LAST_APPROVER: help('Rounds and publications need an approver.', 'Invite another approver first.'),
  LAST_ROUND: help(
    'Figures are compared with those of an earlier round of the same collection.',
    'Choose such a round, or none.',
  ),
  NOT_PUBLISHED_YET: help('The day of publication is still to come.', 'Announce it on that day or later.'),
  NOT_YOUR_COVER: help(
    'Officers say who stands in for themselves; a signatory or the office says it for others.',
    'Ask a signatory of your authority.',
  ),
  OWN_ROLE: help('Whoever may approve is chosen by somebody else.', 'Ask another approver.'),
  LAST_SIGNATORY: help('Each authority needs somebody who can sign.', 'Invite another signatory first.'),
  NOBODY_ASKED: help(
    'A round asks at least one authority.',
    'Choose at least one that was open on the reference date.',
  ),
  NOT_IN_FIGURE: help(
    'Only a return that is counted in a figure leads to its rows. It may have been reopened, or a new version was sent.',
    'Read the figure again, and follow one of the returns it is made from.',
  ),
  NOT_YOUR_EXTRACT: help(
    'Whoever asked for an extract gave the reason that the authorities read, so nobody else downloads it.',
    'Ask for an extract of your own.',
  ),
  NO_NIL_RETURN: help(
    'Of some collections nought has to be said in a workbook.',
    'Fill in the template and send it.',
  ),
  OWN_EXTRACT: help('Nobody approves or refuses what they asked for themselves.', 'Ask another approver.'),
  NOT_ALLOWED: help(
    'Each role may do some things and not others. GET /api/v1/me lists what yours may.',
    'Ask somebody whose role lets them.',
  ),
  NO_SAMPLES: help(
    'A rehearsal tries a draft on made-up returns. Nobody has written a maker of them for this collection.',
    'Get the template, fill in a return yourself and check it, or have a maker written beside the collection.',
  ),
  NOT_ASKED_HERE: help(
    'A template, or a notice, is made out to an authority that the round asks.',
    'Use the code, the GSS code or the name of one that it asks. The page of the round lists them.',
  ),
  NOT_ASKABLE: help(
    'A collection asks authorities of some kinds, open on the reference date.',
    'Leave out the others.',
  ),
  NOT_FOUND: help(
    'There is no such thing, or it belongs to another authority. The answer is the same, so that nobody learns which.',
    'Check the address, and which membership you act as.',
  ),
  NOT_YOUR_CLIENT: help(
    'A system acts in the name of the person who registered it.',
    'Ask that person, or a signatory of the authority.',
  ),
  NOT_YOUR_WORK: help(
    'People hand over their own work; signatories that of others too.',
    'Ask a signatory of your authority.',
  ),
  OFFICE_PEOPLE: help(
    'People of the office see every authority, so an approver decides who they are.',
    'Ask an approver.',
  ),
  OTHER_BROWSER: help(
    'A link works in the browser where it was asked for, so that nobody who reads your e-mail can use it.',
    'Type the code in the browser where you asked.',
  ),
  OWN_WORK: help(
    'Two people look at each round: one opens it, another approves it.',
    'Ask another approver.',
  ),
  PRIVATE_KEY: help(
    'A private key was sent. Nobody but your system may have it.',
    'Throw the pair away, make another, and send its public key only.',
  ),
  PUBLISHED_TOO_EARLY: help(
    'Figures cannot have been published before the day that they are about was over.',
    'Put the day right.',
  ),
  RECEIPT_UNKNOWN: help(
    'This portal has given no receipt with this check code: it was mistyped, is of another portal, or was made up.',
    'Compare it with the receipt, sign by sign. If it is the same, ask the authority that showed it to you.',
  ),
  REHEARSAL_UNDER_WAY: help(
    'A round is rehearsed once at a time.',
    'Wait until the rehearsal is done, then start another.',
  ),
  RETURNS_NOT_KEPT: help(
    'What each return put into a figure is kept since a later version of Rollcall.',
    'Compare snapshots that were kept later.',
  ),
  ROUND_APPROVED: help('Somebody has approved this round before you.', 'Issue it.'),
  ROUND_NOT_APPROVED: help(
    'A round is issued once an approver has approved it as it is now. A change takes the approval away.',
    'Ask an approver who did not open or change it.',
  ),
  ROUND_NOT_OVER: help(
    'While returns can come in, single versions are destroyed and nothing else.',
    'Close the round first, or destroy the version.',
  ),
  ROUND_STATE: help(
    'What can be done with a round depends on its state: draft, open, closed or archived.',
    'Read the round for its state.',
  ),
  ROWS_NEED_A_REASON: help(
    'Rows are about children, so the office reads them only in an extract, for a reason the authority can read.',
    'Ask for an extract with a reason.',
  ),
  ROWS_SHUT: help(
    'Rows are open for an hour to the one person who gave the reason. The link leads nowhere after that, or for somebody else.',
    'Open the rows again with a reason. The authority is told of that too.',
  ),
  SIGNED_OUT: help(
    'Nobody is signed in, or the session has ended.',
    'A person opens a sign-in link. A system asks for an access token at POST /api/v1/token.',
  ),
  SESSIONS_OF_PEOPLE: help(
    'A system acts in the name of a person, but does not sign in as them. Where a person is signed in is theirs alone to see and to end.',
    'Nothing: the person looks at it on the page of their account.',
  ),
  SIGN_IN_LINK_SPENT: help('A sign-in link works once, for a few minutes.', 'Ask for a new one.'),
  SIGN_IN_SPENT: help('A code and a link work once, for ten minutes.', 'Ask for new ones.'),
  STILL_IN_TIME: help(
    'A round is closed when everybody has answered or their time is over.',
    'Wait for the last due day, extensions included.',
  ),
  TOO_MANY_FIGURES: help(
    'Spreadsheets become slow with very many rows.',
    'Save the figures as CSV or Parquet, or one figure or one breakdown of them.',
  ),
  VIEW_NAME_TAKEN: help(
    'Views that the office shares have a name of their own each, and so have those of one person.',
    'Choose another name, or rename the other view first.',
  ),
}
