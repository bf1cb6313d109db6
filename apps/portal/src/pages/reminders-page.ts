import type { ReadReminders } from '@rollcall/actions/read-reminders'
import { stepInWords } from '@rollcall/domain/reminder-calendar'
import { roundAllows } from '@rollcall/domain/round-life'
import { capital, counted } from '@rollcall/domain/text'
import { button, dayText, insetText, momentText, table } from './components.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import type { Words } from './macros.ts'
import { ofMessages } from './messages-parts.ts'
import { aimWords, clockText, londonText, unknownHolidays } from './reminder-words.ts'
import { bullets, column, heading, link, paragraph, subheading } from './text.ts'

interface RemindersPage extends ReadReminders {
  readonly reader: Reader
  readonly done?: string | undefined
}

type Step = ReadReminders['steps'][number]

/** When a round reminds whom, as dates, and what became of each step. */
export function remindersPage({
  reader,
  done,
  round,
  steps,
  otherwiseDue,
  unknownYear,
}: RemindersPage): Html {
  return layout({
    title: `Reminders: ${round.title}`,
    reader,
    part: 'start',
    done,
    ...ofMessages(round, 'reminders'),
    content: html`
      ${column(html`
        ${heading(html`<span class="govuk-caption-l">${round.title}</span> Reminders`)}
        ${unknownHolidays(unknownYear)}
        ${paragraph(round.state === 'draft' ? 'Returns will be due on ' : 'Returns are due on ', dayText(round.dueOn), '. These are the reminders for that day. Whoever was given more time is reminded by their own due date, as many working days before and after it.')}
        ${otherwiseDue > 0 && paragraph(`${counted(otherwiseDue, 'return')} that nobody has signed ${otherwiseDue === 1 ? 'is' : 'are'} due on another day. `, link(`/rounds/${round.id}/messages/planned`, 'See who is reminded when'), '.')}
      `)}
      ${steps.length === 0 ? insetText('This round reminds nobody.') : stepTable(steps, round.state === 'draft')}
      ${column(html`
        ${mayChange(round)}
        ${subheading('How reminders work')}
        ${bullets([
          'Only those who have something outstanding at the moment of sending are reminded. As soon as a return is signed off, nothing more is sent.',
          'Each message says what exactly is left to do then.',
          'Nobody gets two reminders about the same return on one day. Where several were missed, only the last is sent.',
          'Questions that wait for an answer are reminded of by the day each is to be answered by.',
          'Days are working days in England. Reminders go out between 8am and 6pm on London’s clocks.',
          'A letter of non-compliance is only proposed. A person of the office approves it before it is sent.',
        ])}
        ${paragraph(link('/wordings', 'Read and change the words of the messages'))}
      `)}`,
  })
}

function mayChange({ id, state }: RemindersPage['round']): Html {
  if (!roundAllows(state, 'change reminders'))
    return paragraph('This round takes no returns any more, so nobody is reminded of one.')
  return button('Change the reminders', { href: `/rounds/${id}/reminders/change`, kind: 'secondary' })
}

const stepTable = (steps: readonly Step[], isDraft: boolean): Html =>
  html`<div class="rollcall-board">${table({
    caption: 'The calendar',
    captionSize: 's',
    head: [
      { words: 'When' },
      { words: 'What happens' },
      { words: 'For this due date', label: 'Date' },
      ...(isDraft ? [] : [{ words: 'What became of it', label: 'So far' }]),
    ],
    rows: steps.map((step) => [
      capital(stepInWords(step)),
      aimWords[step.aim],
      dateOf(step),
      ...(isDraft ? [] : [becameWords(step)]),
    ]),
  })}</div>`

function dateOf(step: Step): Words {
  if (step.aim === 'data queries') return html`${clockText(step.at)}, by the day of each question`
  return step.became === 'over before'
    ? html`${londonText(step.moment)} <span class="rollcall-aside">before the round is issued, or before it was put in: not sent</span>`
    : londonText(step.moment)
}

function becameWords({ became, aim, requests, messages, takenAt }: Step): Words {
  switch (became) {
    case 'over before':
      return 'Not sent'
    case 'to come':
      return 'To come'
    case 'due':
      return 'Its time has come: it is looked at within ten minutes'
    case 'not sent':
      return 'Not sent: the round is closed'
    case 'passed over':
      return 'Passed over: a later one took its place'
    case 'taken':
      return requests === 0
        ? html`Nothing was outstanding${takenAt && html` on ${momentText(takenAt)}`}`
        : html`${aim === 'letter' ? `${counted(requests, 'letter')} proposed` : `${counted(messages, 'message')} about ${counted(requests, 'return')}`}${takenAt && html`, on ${momentText(takenAt)}`}`
  }
}
