import type { NextStep } from '@rollcall/domain/next-step'
import { counted } from '@rollcall/domain/text'
import { contactText } from './contact.ts'
import { html } from './html.ts'
import type { Words } from './macros.ts'

interface About {
  readonly id: string
  readonly submissionId: string | null
  readonly version: number | null
  readonly contact: string
}

interface StepWords {
  /** In a few words, as a list has it. */
  readonly words: string
  /** More of it, on the request's own page. */
  readonly says: Words
  /** Where it is done, and what the button says that leads there. */
  readonly go?: { readonly href: string; readonly words: string }
}

type Told = (about: About & { readonly of: number }) => StepWords

const ofRequest = ({ id }: About, part: string): string => `/data-requests/${id}/${part}`
const ofVersion = ({ submissionId }: About, part = ''): string => `/submissions/${submissionId}${part}`

// What comes next, in the words of every page.
const steps: Readonly<Record<NextStep['step'], Told>> = {
  send: (about) => ({
    words: 'Send your return',
    says: 'Get the template, fill it in and send it. You can check your file first, without sending it.',
    go: { href: ofRequest(about, 'send'), words: 'Send your return' },
  }),
  fix: (about) => ({
    words: `Fix ${counted(about.of, 'thing')} and send again`,
    says: `Something in version ${about.version} has to be fixed before the return can be signed off. Fix it in your workbook, then send the workbook again.`,
    go: { href: ofVersion(about), words: 'See what to fix' },
  }),
  'send a readable file': (about) => ({
    words: 'Send a file that can be read',
    says: `Version ${about.version} could not be read, so nothing in it has been checked.`,
    go: { href: ofVersion(about), words: 'See why' },
  }),
  'send a new version': (about) => ({
    words: 'Send a new version',
    says: `Version ${about.version} cannot be signed off as it is, so another one is needed.`,
    go: { href: ofRequest(about, 'send'), words: 'Send a new version' },
  }),
  explain: (about) => ({
    words: `Explain ${counted(about.of, 'query', 'queries')}`,
    says: 'Some answers look unusual. If one is wrong, fix it in your workbook and send it again. If it is right, say why.',
    go: { href: ofVersion(about, '/explanations'), words: 'Fix or explain' },
  }),
  'send for sign-off': (about) => ({
    words: 'Send it for sign-off',
    says: 'Nothing is left to fix or explain. Ask your signatory to sign the return off.',
    go: { href: ofRequest(about, 'sign-off-request'), words: 'Send it for sign-off' },
  }),
  'sign off': (about) => ({
    words: 'Sign it off',
    says: `Version ${about.version} has been checked. Read the summary, then sign it off or send it back.`,
    go: { href: ofRequest(about, 'sign-off'), words: 'Read and sign off' },
  }),
  answer: (about) => ({
    words:
      about.of === 1 ? 'Answer a question from the office' : `Answer ${about.of} questions from the office`,
    says: 'The office asks something about your return. Answer it here, or send a new version.',
    go: { href: ofRequest(about, 'data-queries'), words: 'Read and answer' },
  }),
  'wait for the check': (about) => ({
    words: `Wait: we are checking version ${about.version}`,
    says: 'This takes a minute or so. You can close this page: the check goes on.',
    go: { href: ofVersion(about), words: 'See how far it is' },
  }),
  'wait for officers': () => ({
    words: 'Nothing yet: your data officers are working on it',
    says: 'When the return is ready for you to sign, it says so here.',
  }),
  'wait for a signatory': () => ({
    words: 'Wait for your signatory',
    says: 'Your signatory has been asked to sign the return off. When that is done, it says so here.',
  }),
  'wait for the office': () => ({
    words: 'Nothing for now: the office is looking at it',
    says: 'If the office has a question, or accepts the return, it says so here.',
  }),
  'nothing: accepted': () => ({
    words: 'Nothing: it is accepted',
    says: 'The office has accepted your return, and it counts in the figures. Thank you.',
  }),
  'nothing: excluded': ({ contact }) => ({
    words: 'Nothing: it does not count in the figures',
    says: html`The office has left your return out of the figures. If you want to send a better one, write to ${contactText(contact)}.`,
  }),
  'nothing: ended': ({ contact }) => ({
    words: 'Nothing: it ended without a return',
    says: html`The time to send this return is over. If you still want to send one, write to ${contactText(contact)}.`,
  }),
}

/** The next thing to do about a request, in words, with the way there. */
export const stepWords = (next: NextStep, about: About): StepWords =>
  steps[next.step]({ ...about, of: 'of' in next ? next.of : 0 })
