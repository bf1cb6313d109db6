import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { day } from '@rollcall/domain/calendar-date'
import { expect, test } from 'vitest'
import {
  backLink,
  breadcrumbs,
  button,
  dayText,
  details,
  insetText,
  momentText,
  notificationBanner,
  pagination,
  panel,
  subNavigation,
  summaryList,
  table,
  tag,
  taskList,
  timeline,
  warningText,
} from './components.ts'
import {
  checkboxes,
  dateInput,
  errorSummary,
  fieldset,
  fileUpload,
  input,
  radios,
  select,
  textarea,
} from './fields.ts'
import { genericHeader, phaseBanner, serviceNavigation, skipLink } from './frame.ts'
import { Html } from './html.ts'

interface Fixtures {
  readonly fixtures: readonly { readonly name: string; readonly html: string }[]
}
const { resolve } = createRequire(import.meta.url)

/** What the design system says a component looks like. */
function example(component: string, name: string): string {
  const path = resolve(`govuk-frontend/dist/govuk/components/${component}/fixtures.json`)
  const { fixtures } = JSON.parse(readFileSync(path, 'utf8')) as Fixtures
  const found = fixtures.find((fixture) => fixture.name === name)
  if (found === undefined) throw new Error(`${component} has no example “${name}”`)
  return found.html
}

const hint =
  'It’s on your National Insurance card, benefit letter, payslip or P60. For example, ‘QQ 12 34 56 C’.'
const text = (literals: TemplateStringsArray): Html => new Html(literals.join(''))
const navigation = [1, 2, 3, 4].map((at) => ({ text: `Navigation item ${at}`, href: `#/${at}` }))
const withCurrent = navigation.map((item, at) => ({ ...item, current: at === 1 }))
const yesOrNo = [
  { value: 'yes', words: 'Yes' },
  { value: 'no', words: 'No' },
]
const nationalities = [
  { value: 'british', words: 'British' },
  { value: 'irish', words: 'Irish' },
  { value: 'other', words: 'Citizen of another country' },
]
const changedName = { legend: 'Have you changed your name?', items: yesOrNo }
const birthday = { legend: 'What is your date of birth?', hint: 'For example, 31 3 1980' }
const photo =
  'Your photo may be in your Pictures, Photos, Downloads or Desktop folder. Or in an app like iPhoto.'
const contact = text`<p class="govuk-body">
  email@email.com
</p>
<p class="govuk-body">
  Address line 1<br>
  Address line 2<br>
  Address line 3<br>
  Address line 4<br>
  Address line 5
</p>
`
const pages = (...numbers: readonly number[]) =>
  numbers.map((number) =>
    number === 0 ? null : { number, href: `/page/${number}`, ...(number === 10 && { current: true }) },
  )
const ends = { previous: '/previous', next: '/next' }
const edit = [
  { href: '#', words: 'Edit', of: 'name' },
  { href: '#', words: 'Delete', of: 'name' },
]
const numeric = { isNumeric: true }

/** By component and example, what ours makes of it. */
const rendered: Readonly<Record<string, Readonly<Record<string, Html>>>> = {
  'back-link': {
    default: backLink('#'),
    'with custom text and link': backLink('/home', 'Back to home'),
  },
  breadcrumbs: {
    'with last breadcrumb as current page': breadcrumbs([
      { text: 'Home', href: '/' },
      { text: 'Passports, travel and living abroad', href: '/browse/abroad' },
      { text: 'Travel abroad' },
    ]),
  },
  button: {
    default: button('Save and continue'),
    link: button('Link button', { href: '/' }),
    name: button('Submit', { name: 'start-now' }),
    value: button('Submit', { value: 'start' }),
    'prevent double click': button('Submit', { preventDoubleClick: true }),
    warning: button('Warning button', { kind: 'warning', name: 'Warning' }),
  },
  select: {
    'with hint text and error message': select({
      ...{ name: 'select-2', label: 'Label text goes here', hint: 'Hint text goes here' },
      error: 'Error message goes here',
      items: [1, 2, 3].map((at) => ({ value: `${at}`, words: `GOV.UK frontend option ${at}` })),
    }),
  },
  checkboxes: {
    'with hint': checkboxes({
      ...{ name: 'nationality', legend: 'What is your nationality?', hint: 'Select all that apply' },
      items: nationalities,
    }),
    'with error and idPrefix': checkboxes({
      ...{ name: 'name-of-checkboxes', idPrefix: 'id-prefix', error: 'Please select an option' },
      items: [{ value: 'animal', words: 'Waste from animal carcasses' }],
    }),
  },
  'date-input': {
    'with values and name prefix': dateInput({
      ...{ name: 'dob', id: 'with-values-name-prefix', ...birthday },
      value: { day: '31', month: '3', year: '1980' },
    }),
    'with error message and hint': dateInput({
      ...{ name: '', id: 'dob-errors', ...birthday },
      error: 'Error message goes here',
    }),
    'with error on day input': dateInput({
      ...{ name: '', id: 'dob-day-error', ...birthday, wrong: ['day'] },
      error: 'Error message goes here',
    }),
  },
  details: { html: details('Expand this section', text`More about <b>bold text</b>`) },
  'error-summary': {
    'mixed with and without links': errorSummary([
      { words: 'Invalid username or password' },
      { words: 'Agree to the terms of service to log in', field: 'example-error-1' },
    ]),
    'error list with html as text link': errorSummary([
      { words: 'Descriptive link to the <b>question</b> with an error', field: 'error-1' },
    ]),
  },
  fieldset: {
    'html fieldset content': fieldset(
      'What is your address?',
      text`<div class="my-content">
  <p>This is some content to put inside the fieldset</p>
</div>
`,
    ),
  },
  'file-upload': {
    'with error message and hint': fileUpload({
      ...{ name: 'file-upload-3', label: 'Upload a file', hint: photo },
      error: 'Error message goes here',
    }),
    attributes: fileUpload({
      ...{ name: 'file-upload-attributes', label: 'Upload a file' },
      accept: '.jpg, .jpeg, .png',
    }),
  },
  'generic-header': { default: genericHeader('My cool service') },
  input: {
    'with error and hint': input({
      ...{ name: 'with-error-hint', label: 'National insurance number', hint },
      error: 'Enter a National Insurance number in the correct format',
    }),
    'with width-10 class': input({
      ...{ name: 'test-width-10', id: 'input-width-10', label: 'National insurance number', hint },
      width: 10,
    }),
  },
  'inset-text': {
    default: insetText(
      'It can take up to 8 weeks to register a lasting power of attorney if there are no mistakes in the application.',
    ),
  },
  'notification-banner': {
    default: notificationBanner('This publication was withdrawn on 7 March 2014.'),
    'with type as success': notificationBanner('Email sent to example@email.com', { isSuccess: true }),
  },
  pagination: {
    'with many pages': pagination({ ...ends, items: pages(1, 0, 8, 9, 10, 11, 12, 0, 40) }),
    'with prev and next only': pagination(ends),
  },
  panel: {
    'body html as text': panel('Application complete', 'Your reference number<br><strong>HDJ2123F</strong>'),
  },
  'phase-banner': {
    default: phaseBanner(
      'Alpha',
      text`This is a new service - your <a href="#" class="govuk-link">feedback</a> will help us to improve it.`,
    ),
  },
  radios: {
    'prechecked using value': radios({ name: 'example-default', items: yesOrNo, value: 'no' }),
    'with hint': radios({
      ...{ name: 'example-with-hint', ...changedName },
      hint: 'This includes changing your last name or spelling your name differently.',
    }),
    'with fieldset and error message': radios({
      ...{ name: 'example', ...changedName, value: 'no' },
      error: 'Please select an option',
    }),
  },
  'service-navigation': {
    'with navigation with a current item': serviceNavigation({ items: withCurrent }),
    'with `inline` end slot': serviceNavigation({
      ...{ name: 'Service name', items: navigation.slice(0, 1) },
      end: text`<div>[end]</div>`,
    }),
  },
  'skip-link': { default: skipLink('test-target-element') },
  'summary-list': {
    'with some actions': summaryList([
      { key: 'Name', value: 'Firstname Lastname', actions: edit },
      { key: 'Date of birth', value: '13/08/1980' },
      { key: 'Contact information', value: contact },
    ]),
    'value with html': summaryList([{ key: 'Name', value: text`<span>email@email.com</span>` }]),
  },
  table: {
    'with head and caption': table({
      caption: 'Caption 1: Months and rates',
      head: [
        { words: 'Month you apply' },
        { words: 'Rate for bicycles', ...numeric },
        { words: 'Rate for vehicles', ...numeric },
      ],
      rows: [
        ['January', '£85', '£95'],
        ['February', '£75', '£55'],
        ['March', '£165', '£125'],
      ],
    }),
  },
  tag: {
    grey: tag({ words: 'Grey', colour: 'grey' }),
    'html as text': tag({ words: '<span>Alpha</span>' }),
  },
  'task-list': {
    'custom id prefix': taskList(
      [{ title: 'A Link', hint: 'Hint text', href: '#', status: { words: 'Status' } }],
      'my-custom-id',
    ),
    'html passed as text': taskList(
      [
        {
          ...{ title: '<strong>Linked Title</strong>', hint: '<strong>Hint</strong>', href: '#' },
          status: '<strong>Status</strong>',
        },
        { title: '<strong>Unlinked Title</strong>', status: { words: '<strong>Tag</strong>' } },
      ],
      'my-custom-id',
    ),
  },
  textarea: {
    'with hint and error message': textarea({
      ...{ name: 'with-hint-error', label: 'With hint and error' },
      ...{ hint: 'Hint', error: 'Error message' },
    }),
    'with default value': textarea({
      ...{ name: 'address', id: 'full-address', label: 'Full address' },
      value: '221B Baker Street\nLondon\nNW1 6XE\n',
    }),
    'with custom rows': textarea({ name: 'address', id: 'full-address', label: 'Full address', rows: 8 }),
  },
  'warning-text': { default: warningText('You can be fined up to £5,000 if you don’t register.') },
}
const cases = Object.entries(rendered).flatMap(([component, examples]) =>
  Object.entries(examples).map(([name, ours]) => ({ component, name, ours })),
)

test.each(cases)('$component: “$name” is as the design system has it', ({ component, name, ours }) => {
  expect(ours.toString()).toBe(example(component, name))
})

test('a day is written as people write it, and as programs do', () => {
  expect(dayText(day('2024-11-04')).toString()).toBe('<time datetime="2024-11-04">4 November 2024</time>')
})

test('what happened stands in a timeline as the Ministry of Justice has it, on London’s clocks', () => {
  const line = timeline([
    {
      title: 'Application review in progress',
      by: 'Caseworker 1',
      at: new Date('2019-06-07T12:32:00.000Z'),
      words: text`<p>Your application is being reviewed.</p>`,
    },
  ])
  expect(String(line).replace(/>\s+</g, '><')).toBe(
    '<div class="moj-timeline"><div class="moj-timeline__item"><div class="moj-timeline__header">' +
      '<h2 class="moj-timeline__title">Application review in progress</h2>' +
      '<p class="moj-timeline__byline">by Caseworker 1</p></div>' +
      '<p class="moj-timeline__date"><time datetime="2019-06-07T12:32:00.000Z">7 June 2019 at 1:32pm</time></p>' +
      '<div class="moj-timeline__description"><p>Your application is being reviewed.</p></div></div></div>',
  )
})

test('the other parts of a round stand in a navigation as the Ministry of Justice has it', () => {
  const around = subNavigation('This round', [
    { text: 'Board', href: '/board', active: true },
    { text: 'Figures', href: '/figures', active: false },
  ])
  expect(String(around).replace(/\s+/g, ' ').replace(/> </g, '><')).toBe(
    '<nav class="moj-sub-navigation" aria-label="This round"><ul class="moj-sub-navigation__list">' +
      '<li class="moj-sub-navigation__item"><a class="moj-sub-navigation__link" aria-current="page" href="/board">Board</a></li>' +
      '<li class="moj-sub-navigation__item"><a class="moj-sub-navigation__link" href="/figures">Figures</a></li></ul></nav>',
  )
})

test('every macro of the design system that pages use is among these', () => {
  const files = ['components', 'fields', 'frame'].map((file) =>
    readFileSync(new URL(`./${file}.ts`, import.meta.url), 'utf8'),
  )
  const used = [...files.join('\n').matchAll(/macro\('([\w-]+)'\)/g)].map(([, component]) => component)
  expect(Object.keys(rendered).sort()).toEqual(used.sort())
})

test.each([
  ['2024-11-04T15:07:00Z', '4 November 2024 at 3:07pm'],
  ['2025-03-30T00:59:59Z', '30 March 2025 at 12:59am'],
  ['2025-03-30T01:00:00Z', '30 March 2025 at 2:00am'],
  ['2025-10-26T00:30:00Z', '26 October 2025 at 1:30am'],
  ['2025-10-26T12:00:00Z', '26 October 2025 at 12:00pm'],
])('the moment %s is written %s, as London’s clocks have it', (moment, words) => {
  expect(String(momentText(new Date(moment)))).toBe(
    `<time datetime="${new Date(moment).toISOString()}">${words}</time>`,
  )
})
