import type { MoreTime } from '@rollcall/actions/read-extensions'
import { inWords } from '@rollcall/domain/calendar-date'
import { counted } from '@rollcall/domain/text'
import { button, insetText, notificationBanner } from './components.ts'
import { checkboxes, type Mistake, mistakeIn, textarea } from './fields.ts'
import { form } from './form.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { notKept } from './not-kept.ts'
import { askedHint } from './round-extensions-page.ts'
import { ofRound } from './round-parts.ts'
import { bullets, column, heading, link, paragraph } from './text.ts'

type Extension = MoreTime['waiting'][number]

/** Those that ask for a day after the round closes cannot be granted as they stand. */
interface GrantSeveralPage {
  readonly reader: Reader
  readonly round: MoreTime['round']
  /** The longest waiting first. */
  readonly waiting: readonly Extension[]
  /** How many wait, on this page or not. */
  readonly all: number
  /** Why one cannot be granted until the day it asks for; nothing where it can. */
  readonly whyNot: (extension: Extension) => string | undefined
  readonly mistakes?: readonly Mistake[]
  /** The authorities that were granted, where others could not be. */
  readonly granted?: readonly string[]
  readonly typed?: { readonly ids: readonly string[]; readonly reason: string | undefined }
}

/** Those who asked for more time, to be granted together: each until the day that it asked for. */
export function grantSeveralPage(page: GrantSeveralPage): Html {
  const { reader, round, waiting, whyNot, mistakes = [], granted = [], typed } = page
  const able = waiting.filter((extension) => whyNot(extension) === undefined)
  const unable = waiting.filter((extension) => whyNot(extension) !== undefined)
  const isForm = able.length > 0 && round.state === 'open'
  return layout({
    ...{ title: 'Grant several requests', reader, part: 'start' },
    ...ofRound(round, 'extensions', []),
    mistakes: isForm ? mistakes : mistakes.map(({ words }) => ({ words })),
    content: column(html`
      ${granted.length > 0 && notificationBanner(`More time was given to ${granted.join(', ')}.`, { isSuccess: true })}
      ${heading('Grant several requests')}
      ${isForm ? grantForm(page, able) : html`${insetText(round.state === 'open' ? 'Nobody waits whose request can be granted as it stands.' : 'This round is not open, so no more time can be given.')}${notKept([typed?.reason])}`}
      ${unable.length > 0 && unablePart(unable, whyNot)}
      ${paragraph(link(`/rounds/${round.id}/extensions`, 'Back to all requests for more time'))}
    `),
  })
}

const grantForm = (
  { round, waiting, all, mistakes, typed }: GrantSeveralPage,
  able: readonly Extension[],
): Html =>
  form({
    action: `/rounds/${round.id}/extensions/grant`,
    content: html`
      ${paragraph('Each is granted until the day it asked for. To give another day, or to refuse, decide it on its own page.')}
      ${all > waiting.length && paragraph(`These are the ${waiting.length} of ${all} that have waited longest.`)}
      ${checkboxes({
        ...{
          name: 'extensions',
          legend: 'Which do you grant?',
          values: typed?.ids ?? able.map(({ id }) => id),
        },
        error: mistakeIn(mistakes, 'extensions'),
        items: able.map((extension) => ({
          value: extension.id,
          words: extension.authority,
          hint: askedHint(extension),
        })),
      })}
      ${textarea({
        ...{
          name: 'reason',
          label: 'What do you want to tell them? (optional)',
          rows: 3,
          value: typed?.reason,
        },
        hint: 'Each of these authorities reads it. Do not write anything about a child.',
        error: mistakeIn(mistakes, 'reason'),
      })}
      ${button('Grant them', { preventDoubleClick: true })}`,
  })

const unablePart = (unable: readonly Extension[], whyNot: GrantSeveralPage['whyNot']): Html => html`
  ${paragraph(`${counted(unable.length, 'request')} cannot be granted as ${unable.length === 1 ? 'it stands' : 'they stand'}. Decide ${unable.length === 1 ? 'it' : 'each'} on its own page:`)}
  ${bullets(
    unable.map(
      (extension) =>
        html`${link(`/extensions/${extension.id}`, extension.authority)}${extension.askedUntil && `, until ${inWords(extension.askedUntil)}`}. ${whyNot(extension)}`,
    ),
  )}`
