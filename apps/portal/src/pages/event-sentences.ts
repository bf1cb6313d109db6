import { type CalendarDate, inWords } from '@rollcall/domain/calendar-date'
import { dateChangeWords, movableDates } from '@rollcall/domain/date-change'
import { capital, counted } from '@rollcall/domain/text'

type Details = Readonly<Record<string, unknown>>
type Sentence = string | ((details: Details) => string)

const number = (value: unknown): number => (typeof value === 'number' ? value : 0)
const dayIn = (value: unknown): string => inWords(value as CalendarDate)
const version = ({ version }: Details): string =>
  version === undefined ? 'The return' : `Version ${number(version)}`

function checked(details: Details): string {
  const { errors, queries, openQueries, state } = details
  if (state === 'ready')
    return `${version(details)} was checked: nothing to fix${number(queries) > 0 ? ' or explain' : ''}`
  const toFix = number(errors) > 0 ? [`${number(errors)} to fix`] : []
  const toExplain = number(openQueries) > 0 ? [`${number(openQueries)} to explain`] : []
  return `${version(details)} was checked: ${[...toFix, ...toExplain].join(', ') || 'nothing to fix'}`
}

function datesChanged(details: Details): string {
  const changes = movableDates
    .filter((which) => which in details)
    .map((which) => ({ which, fromOn: asDay(details[`${which}Before`]), toOn: asDay(details[which]) }))
  const stays =
    'due' in details && details.ownDueOn !== details.due
      ? `. This return stays due on ${dayIn(details.ownDueOn)}, as more time was given`
      : ''
  return `${capital(dateChangeWords(changes))}${stays}`
}
const asDay = (value: unknown): CalendarDate | null => value as CalendarDate | null

// What is done about a return, as its history tells it. The reason, where somebody gave one, stands below.
const sentences: Readonly<Record<string, Sentence>> = {
  'data request issued': ({ dueOn }) =>
    typeof dueOn === 'string' ? `The data were asked for, due on ${dayIn(dueOn)}` : 'The data were asked for',
  'dates changed': datesChanged,
  'question asked': 'A question was asked',
  'extension asked for': ({ until }) => `More time was asked for, until ${dayIn(until)}`,
  'extension granted': ({ until }) => `More time was given, until ${dayIn(until)}`,
  'extension refused': 'More time was refused',
  'workbook submitted': (details) => `${version(details)} was sent`,
  'nil return declared': (details) => `${version(details)} was sent: a nil return`,
  'return checked': checked,
  'return checked again': (details) =>
    checked(details).replace('was checked', 'was checked again, as a relaxed rule had changed'),
  'relaxed rule proposed': ({ rule }) => `It was proposed to relax ${String(rule)}`,
  'relaxed rule withdrawal proposed': ({ rule }) =>
    `It was proposed that ${String(rule)} be no longer relaxed`,
  'relaxed rule refused': ({ rule }) => `What was proposed about ${String(rule)} was refused`,
  'rule relaxed': ({ rule, effect }) =>
    `${String(rule)} was ${effect === 'off' ? 'turned off' : 'made a query'}`,
  'rule no longer relaxed': ({ rule }) => `${String(rule)} holds again as it was asked for`,
  'file refused': (details) => `${version(details)} could not be read`,
  'findings explained': (details) =>
    `${counted(number(details.explained), 'query was', 'queries were')} explained${
      number(details.openQueries) > 0 ? `, ${number(details.openQueries)} still to explain` : ''
    }`,
  'sign-off asked for': 'It was sent for sign-off',
  'return signed off': (details) => `${version(details)} was signed off`,
  'return sent back': 'It was sent back',
  'return accepted': (details) => `${version(details)} was accepted`,
  'return counted': (details) => `${version(details)} was counted in the figures`,
  'return excluded': 'It was left out of the figures, for its quality',
  'return reopened': 'It was reopened: a new version can be sent',
  'data query raised': ({ dueOn }) => `A question about it was asked, to be answered by ${dayIn(dueOn)}`,
  'data query answered': ({ fromOffice }) =>
    fromOffice === true ? 'More was asked in a question' : 'A question from the office was answered',
  'data query closed': 'A question from the office was closed',
  'data query reopened': ({ dueOn }) =>
    `A question from the office was opened again, to be answered by ${dayIn(dueOn)}`,
  'decision taken back': ({ decision }) => `The office took back that it was ${decision}`,
  'explanations accepted': ({ rule, findings }) =>
    `The reasons for ${counted(number(findings), 'finding')} of ${rule} were accepted`,
  'explanations refused': ({ rule, findings }) =>
    `The reasons for ${counted(number(findings), 'finding')} of ${rule} were not accepted`,
  'decisions on explanations taken back': ({ rule, findings }) =>
    `What was decided on the reasons for ${counted(number(findings), 'finding')} of ${rule} was taken back`,
  'rows extracted': (details) =>
    typeof details.roundExtractId === 'string'
      ? `Rows of ${version(details).toLowerCase()} were taken out, with those of other returns`
      : `${counted(number(details.rows), 'row was', 'rows were')} looked at, of ${version(details).toLowerCase()}`,
  'file extracted': (details) => `The file of ${version(details).toLowerCase()} was saved by the office`,
  'letter proposed': ({ dueOn }) =>
    `A letter of non-compliance was proposed, as the return was due on ${dayIn(dueOn)}`,
  'letter approved': ({ reference }) => `The letter of non-compliance ${String(reference)} was approved`,
  'letter declined': 'A letter of non-compliance was declined',
  'letter withdrawn': 'A letter of non-compliance was withdrawn, as it was not needed any more',
  'ended without a return': 'The round closed, and there was no signed return',
  'content destroyed': ({ holds }) =>
    holds === 'words'
      ? 'What was written about this return was destroyed'
      : 'What a version held was destroyed',
}

/** The types of event that have a sentence. */
export const toldEvents: readonly string[] = Object.keys(sentences)

/** What was done, in a sentence; of a type that is new to us, its name. */
export function eventSentence(type: string, details: Details): string {
  const sentence = sentences[type] ?? capital(type)
  return typeof sentence === 'string' ? sentence : sentence(details)
}
