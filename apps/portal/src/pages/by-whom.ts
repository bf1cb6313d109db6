import { momentText } from './components.ts'
import { type Html, html } from './html.ts'

/** Who of an authority did something, and when: 'by Priya Sandhu on 4 November 2024 at 3:07pm'. */
export const byWhom = (name: string | null, at: Date): Html =>
  html`by ${name ?? 'a colleague'} on ${momentText(at)}`
