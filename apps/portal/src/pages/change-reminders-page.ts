import { mostSteps, reminderAims } from '@rollcall/domain/reminder-calendar'
import type { RoundState } from '@rollcall/domain/round-life'
import { button, dayText, insetText } from './components.ts'
import { fieldset, hidden, input, type Mistake, mistakeIn, select } from './fields.ts'
import { form } from './form.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { ofMessages } from './messages-parts.ts'
import { aimChoices, unknownHolidays } from './reminder-words.ts'
import { column, heading, link, paragraph } from './text.ts'

/** One reminder as it was typed. */
export interface TypedStep {
  readonly days: string
  readonly side: string
  readonly aim: string
  readonly at: string
}

interface ChangeRemindersPage {
  readonly reader: Reader
  readonly round: {
    readonly id: string
    readonly title: string
    readonly state: RoundState
    readonly dueOn: Parameters<typeof dayText>[0]
  }
  /** What was read, so that two people do not overwrite each other. */
  readonly revision: number
  readonly typed: readonly TypedStep[]
  readonly unknownYear: string | null
  readonly mistakes?: readonly Mistake[]
}

const emptyRows = 3
const blank: TypedStep = { days: '', side: 'before', aim: 'officers', at: '09:00' }

/** The rows that the form shows: what there is, and some to fill in. */
const rowsOf = (typed: readonly TypedStep[]): readonly TypedStep[] => [
  ...typed,
  ...Array.from({ length: Math.max(0, Math.min(emptyRows, mostSteps - typed.length)) }, () => blank),
]

/** A form with every reminder of a round. */
export function changeRemindersPage(page: ChangeRemindersPage): Html {
  const { reader, round, revision, typed, unknownYear, mistakes } = page
  const href = `/rounds/${round.id}/reminders`
  return layout({
    title: 'Change the reminders',
    reader,
    part: 'start',
    ...ofMessages(round, 'reminders', []),
    mistakes,
    content: html`
      ${column(html`
        ${heading(html`<span class="govuk-caption-l">${round.title}</span> Change the reminders`)}
        ${unknownHolidays(unknownYear)}
        ${paragraph('Returns are due on ', dayText(round.dueOn), '. Say how many working days before or after it each reminder goes out. Leave the number of a reminder empty to take it out. Reminders of questions count from the day each is to be answered by.')}
        ${insetText(round.state === 'draft' ? 'If the draft was approved, it has to be approved again as it is then.' : 'The change holds from now on. What was sent stays sent, and a reminder whose moment is over is not made up for.')}
      `)}
      ${form({
        action: `${href}/change`,
        content: html`
          ${hidden('revision', String(revision))}
          ${rowsOf(typed).map((step, at) => stepFields(step, at, mistakes))}
          ${button('Save the reminders', { preventDoubleClick: true })}`,
      })}
      ${paragraph(link(href, 'Leave the reminders as they are'))}`,
  })
}

const stepFields = (step: TypedStep, at: number, mistakes: ChangeRemindersPage['mistakes']): Html => {
  const name = (part: string) => `step-${at}-${part}`
  return html`<div class="rollcall-step">${fieldset(
    `Reminder ${at + 1}`,
    html`<div class="rollcall-step-fields">
      ${input({ name: name('days'), label: 'Working days', value: step.days, width: 3, inputmode: 'numeric', error: mistakeIn(mistakes, name('days')) })}
      ${select({
        ...{ name: name('side'), label: 'Before or after', value: step.side },
        items: [
          { value: 'before', words: 'before' },
          { value: 'after', words: 'after' },
        ],
      })}
      ${input({ name: name('at'), label: 'Time', value: step.at, width: 5, error: mistakeIn(mistakes, name('at')) })}
      ${select({
        ...{ name: name('aim'), label: 'What happens', value: step.aim },
        items: reminderAims.map((aim) => ({ value: aim, words: aimChoices[aim] })),
      })}
    </div>`,
  )}</div>`
}
