import { roleWords } from '@rollcall/actions/role-words'
import type { FoundEvent } from '@rollcall/database/audit-search'
import { type CalendarDate, inWords } from '@rollcall/domain/calendar-date'
import { dateChangeWords, movableDates } from '@rollcall/domain/date-change'
import { capital, counted } from '@rollcall/domain/text'
import type { Member } from '@rollcall/domain/viewer'
import { titleOf } from '@rollcall/domain/worded'
import { eventSentence } from './event-sentences.ts'

type Told = Pick<FoundEvent, 'type' | 'details' | 'whom'>
type Sentence = string | ((details: Told['details'], whom: string) => string)

const number = (value: unknown): number => (typeof value === 'number' ? value : 0)
const asRole = (role: unknown): string => {
  const words = roleWords[role as Member['role']]
  return `${/^[aeiou]/.test(words) ? 'an' : 'a'} ${words}`
}
const shared = ({ isShared }: Told['details']): string => (isShared === true ? 'A shared view' : 'A view')

function roundDates(details: Told['details']): string {
  const changes = movableDates
    .filter((which) => which in details)
    .map((which) => ({
      which,
      fromOn: details[`${which}Before`] as CalendarDate | null,
      toOn: details[which] as CalendarDate | null,
    }))
  return capital(dateChangeWords(changes))
}

// What is done about a round as a whole, a person, the office’s own things, or the system. What is done about a return is in event-sentences.ts.
const sentences: Readonly<Record<string, Sentence>> = {
  'round opened': ({ referenceOn }) =>
    `A round was opened${typeof referenceOn === 'string' ? `, for ${inWords(referenceOn as CalendarDate)}` : ''}`,
  'round changed': 'The round was changed before it was issued',
  'round approved': 'The round was approved',
  'round issued': ({ dataRequests }) =>
    `The round was issued, to ${counted(number(dataRequests), 'authority', 'authorities')}`,
  'round closed': ({ withoutReturn }) =>
    `The round was closed${number(withoutReturn) > 0 ? `, ${number(withoutReturn)} without a return` : ''}`,
  'round dates changed': roundDates,
  'reminders changed': 'The calendar of reminders was changed',
  'reminders written': ({ aim, requests, messages }) =>
    aim === 'letter'
      ? `Letters were proposed to ${counted(number(requests), 'authority', 'authorities')}`
      : `Reminders were written: ${counted(number(messages), 'message')} about ${counted(number(requests), 'return')}`,
  'publication announced': ({ publishedOn }) =>
    `It was announced that the figures were published on ${inWords(publishedOn as CalendarDate)}`,
  'publication withdrawn': 'It was withdrawn that the figures were published',
  'answer published': 'An answer was published to everybody in the round',
  'rehearsal asked for': ({ returns }) =>
    `A rehearsal on ${counted(number(returns), 'sample return')} was asked for`,
  'round rehearsed': ({ returns }) => `It was rehearsed on ${counted(number(returns), 'sample return')}`,
  'rehearsal given up': 'The rehearsal failed on our side',
  'figures kept': ({ included, asked }) =>
    `The figures were kept as they were, of ${number(included)} of ${counted(number(asked), 'authority', 'authorities')}`,
  'view saved': (details) => `${shared(details)} of the board was saved`,
  'view renamed': (details) => `${shared(details)} of the board was renamed or shared anew`,
  'view deleted': (details) => `${shared(details)} of the board was deleted`,
  'extract of a round asked for': ({ withIdentifiers }) =>
    `Rows of the whole round were asked for${withIdentifiers === true ? ', with identifiers' : ''}`,
  'extract of a round approved': ({ until }) =>
    `Rows of the whole round may be downloaded${typeof until === 'string' ? ` until ${inWords(until as CalendarDate)}` : ''}`,
  'extract of a round refused': 'Rows of the whole round were refused',
  'extract of a round ended': 'Rows of the whole round may no longer be downloaded',
  'extract of a round downloaded': ({ returns }) =>
    `Rows of the whole round were downloaded, of ${counted(number(returns), 'return')}`,
  'person invited': ({ role }, whom) => `${whom} was invited as ${asRole(role)}`,
  'person invited again': (_, whom) => `${whom} was sent a new invitation`,
  'invitation sent': (_, whom) => `The invitation to ${whom} was sent`,
  'invitation accepted': (_, whom) => `${whom} accepted the invitation`,
  'person removed': ({ role }, whom) => `${whom} is no longer ${asRole(role)}`,
  'role changed': ({ role, before }, whom) =>
    `${whom} is now ${asRole(role)}, and no longer ${asRole(before)}`,
  'cover named': ({ fromOn, untilOn }, whom) =>
    `Somebody was named to stand in for ${whom}, from ${inWords(fromOn as CalendarDate)} to ${inWords(untilOn as CalendarDate)}`,
  'cover ended': (_, whom) => `Nobody is to stand in for ${whom} any more`,
  'work handed over': ({ outstanding }, whom) =>
    `${whom} handed over their work, ${counted(number(outstanding), 'request')} outstanding`,
  'digest chosen': ({ isWanted }) =>
    isWanted === true ? 'They chose to have the daily digest' : 'They chose to be without the daily digest',
  'message came back': ({ fault }, whom) =>
    `A message to ${whom} ${fault === 'complained about' ? 'was complained about' : 'came back'}`,
  'report not believed': (_, whom) =>
    `A report about a message to ${whom} was not believed, as it does not have the proof that the message carried`,
  'message sent again': (_, whom) => `A message to ${whom} was sent again`,
  'message settled': ({ became }, whom) =>
    `It was said of an unclear message to ${whom} that it ${became === 'arrived' ? 'arrived' : 'did not arrive'}`,
  'message left': (_, whom) => `Nothing more was to be done about a message that did not reach ${whom}`,
  'address works again': (_, whom) => `The address of ${whom} was said to work again`,
  'messages paused': ({ roundId }) =>
    roundId === undefined ? 'All messages were paused' : 'The messages of the round were paused',
  'messages resumed': ({ roundId }) =>
    roundId === undefined ? 'Messages go on' : 'The messages of the round go on',
  'client registered': (_, whom) => `A supplier’s system was registered to act as ${whom}`,
  'client removed': 'A supplier’s system was shut out',
  'signed in': (_, whom) => `${whom} signed in`,
  'signed out': (_, whom) => `${whom} signed out`,
  'sign-in link made': (_, whom) => `A link to sign in was made for ${whom}`,
  'sign-in code given wrong': (_, whom) => `A wrong code was typed to sign in as ${whom}`,
  'organisation sign-in linked': (_, whom) => `A work account was linked to ${whom}`,
  'session ended': (_, whom) => `${whom} was signed out`,
  'wording changed': ({ kind, version, asVersion }) =>
    `The words of “${titleOf(String(kind))}” were changed: version ${number(version)}${asVersion === undefined ? '' : `, as version ${number(asVersion)} had them`}`,
  'wording proposed': ({ kind, version }) =>
    `Other words were proposed for “${titleOf(String(kind))}”: version ${number(version)}`,
  'wording approved': ({ kind, version }) =>
    `Version ${number(version)} of the words of “${titleOf(String(kind))}” is in force, checked by a lawyer`,
  'wording refused': ({ kind, version }) =>
    `Version ${number(version)} of the words of “${titleOf(String(kind))}” was refused`,
  'wording checked': ({ kind }) => `A lawyer’s check of the words of “${titleOf(String(kind))}” was recorded`,
  'signing key rotated': 'Receipts are signed with a new key',
  'keys rotated': 'The keys of what is sealed were sealed anew',
  'authorities loaded': ({ changed }) =>
    `The table of authorities was brought up to date, ${number(changed)} changed`,
  'database restored': 'The database was put back from a backup',
  'audit verification asked for': 'It was asked that this record be verified',
  'audit verified': ({ whole, events }) =>
    whole === true
      ? `This record was verified: ${counted(number(events), 'event')}, each as it was recorded`
      : `This record was verified, and is broken after ${counted(number(events), 'event')}`,
  'audit exported': 'Events of this record were taken out as a file',
}

/** The types of event that have a sentence here. */
export const toldElsewhere: readonly string[] = Object.keys(sentences)

/** What any event of the record says was done, in a sentence. */
export function auditSentence({ type, details, whom }: Told): string {
  const sentence = sentences[type]
  if (sentence === undefined) return eventSentence(type, details)
  return typeof sentence === 'string' ? sentence : sentence(details, whom ?? 'Somebody')
}

/** A type of event in a list to choose from: 'Return accepted'. */
export const typeWords = (type: string): string => capital(type)
