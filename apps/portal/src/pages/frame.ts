import { type Html, html } from './html.ts'
import { macro, said, type Words } from './macros.ts'

// What stands around the content of every page.

const macros = {
  genericHeader: macro('generic-header'),
  phaseBanner: macro('phase-banner'),
  serviceNavigation: macro('service-navigation'),
  skipLink: macro('skip-link'),
}

export const skipLink = (id: string): Html =>
  macros.skipLink({ text: 'Skip to main content', href: `#${id}` })

/** The design system's header for services that are not on GOV.UK: no crown and no logo of theirs. */
export const genericHeader = (name: string): Html => macros.genericHeader({ logoText: name })

export const phaseBanner = (phase: string, words: Words): Html =>
  macros.phaseBanner({ tag: { text: phase }, ...said(words) })

interface Navigation {
  readonly name?: string
  readonly href?: string
  readonly items: readonly { readonly text: string; readonly href: string; readonly current?: boolean }[]
  /** What stands at its end. */
  readonly end?: Html | undefined
}

export const serviceNavigation = ({ name, href, items, end }: Navigation): Html =>
  macros.serviceNavigation({
    serviceName: name,
    serviceUrl: href,
    navigation: items,
    ...(end && { slots: { end: { html: String(end), align: 'inline' } } }),
  })

interface FooterLink {
  readonly text: string
  readonly href: string
}

/** By hand: the design system's macro cannot be had without the crown and its copyright, which are not ours to show. */
export const footer = (links: readonly FooterLink[]): Html => html`
  <footer class="govuk-footer">
    <div class="govuk-width-container">
      <div class="govuk-footer__meta">
        <div class="govuk-footer__meta-item govuk-footer__meta-item--grow">
          <h2 class="govuk-visually-hidden">Support links</h2>
          <ul class="govuk-footer__inline-list">${links.map(
            ({ text, href }) =>
              html`<li class="govuk-footer__inline-list-item"><a class="govuk-footer__link" href="${href}">${text}</a></li>`,
          )}</ul>
        </div>
      </div>
    </div>
  </footer>`
