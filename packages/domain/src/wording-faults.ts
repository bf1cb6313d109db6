import type { PersonId } from './ids.ts'
import type { Worded } from './message-kind.ts'
import { Problem } from './problem.ts'
import { both, paragraphsOf } from './text.ts'
import { webAddressIn, withoutAddress } from './web-address.ts'
import { exampleFacts, isMessage, placeholdersOf } from './worded.ts'
import { fillIn, namedIn, type Wording } from './wording.ts'

/** What is wrong with one part of a wording, and how to mend it. */
export interface WordingFault {
  readonly field: keyof Wording
  readonly words: string
}

/** How many characters each part may have; a subject once what it names is filled in. */
export const longestWording = { subject: 100, body: 5000, link: 60 } as const

const called: Readonly<Record<keyof Wording, string>> = {
  subject: 'The subject',
  body: 'The text',
  link: 'What the link says',
}

/** Everything that is wrong with a wording: it can be kept only where there is nothing. */
export function wordingFaults(worded: Worded, wording: Wording): WordingFault[] {
  const fields = isMessage(worded) ? (['subject', 'body', 'link'] as const) : (['subject', 'body'] as const)
  const inEach = fields.flatMap((field) => faultsIn(worded, field, wording[field]))
  if (inEach.length > 0) return inEach
  return [...tooLong(worded, wording), ...leftOut(worded, wording), ...withinText(worded, wording)]
}

/** Refuses a wording that has faults, with a sentence for each. */
export function mustBeFit(worded: Worded, wording: Wording): void {
  const faults = wordingFaults(worded, wording)
  if (faults.length > 0) throw wordingProblems.unfit({ faults: faults.map(({ words }) => words) })
}

function faultsIn(worded: Worded, field: keyof Wording, text: string): WordingFault[] {
  if (text.trim() === '') return [{ field, words: `${called[field]} cannot be empty.` }]
  const known = Object.keys(placeholdersOf(worded))
  const unknown = namedIn(text).filter((name) => !known.includes(name))
  const found: (string | false)[] = [
    unknown.length > 0 &&
      `Nothing is known of ${both(unknown.map(inBrackets))}. What can be named is ${both(known.map(inBrackets))}.`,
    hasLooseBrackets(text) &&
      `${called[field]} has double brackets that do not belong together. Write what is named as ((name)).`,
    field !== 'body' && /[\r\n]/.test(text) && `${called[field]} must be one line.`,
    isMessage(worded) && addressFault(field, text),
  ]
  return found.flatMap((words) => (words === false ? [] : [{ field, words }]))
}

/** What is named may be anything, and with a dot after it becomes part of an address. */
function addressFault(field: keyof Wording, text: string): string | false {
  const masked = text.replaceAll(/\(\([^()]*\)\)/g, (name) => 'x'.repeat(name.length))
  const found = webAddressIn(masked)
  if (found === undefined) return false
  const start = masked.indexOf(found)
  const address = text.slice(start, start + found.length)
  return `${called[field]} has an address in it. A message has one link, which Rollcall adds, and mail programs would make another of “${address}”. ${withoutAddress(address)}`
}

const inBrackets = (name: string): string => `((${name}))`

const hasLooseBrackets = (text: string): boolean => /\(\(|\)\)/.test(text.replaceAll(/\(\([^()]*\)\)/g, ''))

function tooLong(worded: Worded, wording: Wording): WordingFault[] {
  const { subject } = fillIn(wording, exampleFacts(worded))
  const lengths = { subject: subject.length, body: wording.body.length, link: wording.link.length }
  return (['subject', 'body', 'link'] as const)
    .filter((field) => lengths[field] > longestWording[field])
    .map((field) => ({
      field,
      words: `${called[field]} has ${lengths[field]} characters${field === 'subject' ? ', with what it names filled in' : ''}. Use ${longestWording[field]} at most.`,
    }))
}

function leftOut({ mustName = [] }: Worded, { body }: Wording): WordingFault[] {
  const named = namedIn(body)
  const missing = mustName.filter((name) => !named.includes(name))
  if (missing.length === 0) return []
  return [{ field: 'body', words: `The text must name ${both(missing.map(inBrackets))}. Put that back in.` }]
}

/** Refuses to decide on words a second time. */
export function wordingMustWait({ decision }: { readonly decision: 'in force' | 'refused' | null }): void {
  if (decision !== null) throw wordingProblems.decided({ decision })
}

/** Four eyes: nobody says of their own words that a lawyer has checked them. Nobody of the office wrote those that are shipped. */
export function wordingMustBeOthers(
  { madeBy }: { readonly madeBy: PersonId | null },
  personId: PersonId,
): void {
  if (madeBy === personId) throw wordingProblems.own()
}

/** What becomes a list cannot stand in the middle of a sentence. */
function withinText(worded: Worded, { body }: Wording): WordingFault[] {
  const lists = Object.entries(placeholdersOf(worded))
    .filter(([, { example }]) => typeof example !== 'string')
    .map(([name]) => name)
  const inSentences = paragraphsOf(body).filter((paragraph) => !/^\(\([^()]*\)\)$/.test(paragraph))
  const within = namedIn(inSentences.join(' ')).filter((name) => lists.includes(name))
  if (within.length === 0) return []
  return [
    {
      field: 'body',
      words: `${both(within.map(inBrackets))} becomes a list. Put it in a paragraph of its own, with an empty line before and after it.`,
    },
  ]
}

export const wordingProblems = {
  unfit: ({ faults }: { faults: readonly string[] }) =>
    new Problem('invalid', 'WORDING_UNFIT', faults.join(' ')),

  same: () =>
    new Problem(
      'conflict',
      'WORDING_SAME',
      'These are the words in force already. Change something, or leave them.',
    ),

  waiting: () =>
    new Problem(
      'conflict',
      'WORDING_WAITING',
      'Other words for this wait for an approver. Have those approved or refused first.',
    ),

  own: () =>
    new Problem(
      'forbidden',
      'OWN_WORDING',
      'You wrote these words. Ask another approver to say that a lawyer has checked them.',
    ),

  decided: ({ decision }: { decision: string }) =>
    new Problem(
      'conflict',
      'WORDING_DECIDED',
      `These words were ${decision === 'in force' ? 'approved' : 'refused'} already. Read them again.`,
    ),

  nothingToCheck: () =>
    new Problem(
      'conflict',
      'NOTHING_TO_CHECK',
      'No lawyer has to check these words, or one has already. Read them again.',
    ),

  checkedLater: () =>
    new Problem(
      'invalid',
      'CHECKED_IN_FUTURE',
      'Give the day on which the lawyer checked the words: today, or a day before it.',
    ),
}
