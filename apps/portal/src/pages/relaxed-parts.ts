import type { relaxedIn, ToldRelaxation } from '@rollcall/actions/read-relaxed'
import { effectMeans, type RelaxationEffect } from '@rollcall/domain/relaxation'
import { counted } from '@rollcall/domain/text'
import { momentText } from './components.ts'
import { type Html, html } from './html.ts'
import { paragraph, subheading } from './text.ts'
import { written } from './written.ts'

/** What the office did with a rule, in a word or two. */
export const effectWords: Readonly<Record<RelaxationEffect, string>> = {
  off: 'Turned off',
  query: 'Made a query',
}

/** That the office has relaxed a rule: since when, for whom and why. */
export const relaxedText = ({
  effect,
  isForAll,
  since,
  reason,
}: Omit<ToldRelaxation, 'id' | 'rule' | 'about'>): Html => html`
  <p class="govuk-body"><strong>The office ${effect === 'off' ? 'turned this check off' : 'relaxed this check'}</strong>${since && html` on ${momentText(since)}`}, for ${isForAll ? 'every authority' : 'your authority alone'}. ${effectMeans[effect]}</p>
  ${reason === null ? paragraph('Why it did has been destroyed.') : html`<p class="govuk-body govuk-!-margin-bottom-1">Its reason:</p>${written(reason)}`}`

/** The rules that were relaxed for one version, each with what it would have found. */
export const relaxedPart = (relaxed: Awaited<ReturnType<typeof relaxedIn>>): Html | false =>
  relaxed.length > 0 &&
  html`
    ${subheading('Checks that the office relaxed')}
    ${relaxed.map(
      (one) => html`
        <h3 class="govuk-heading-s">${one.about} <span class="rollcall-aside">(${one.rule}: ${one.findings === 0 ? 'found nothing here' : `${counted(one.findings, 'finding')} ${one.effect === 'off' ? 'left out' : 'made a query'}`})</span></h3>
        ${relaxedText(one)}`,
    )}`
