import type { readSubmissions } from '@rollcall/actions/read-submission'
import type { OwnRequest } from '@rollcall/database/own-requests'
import { momentText, table } from './components.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { paged } from './paged.ts'
import { heading, link, paragraph } from './text.ts'
import { stateOfVersion } from './version-words.ts'

interface VersionsPage {
  readonly reader: Reader
  readonly dataRequest: OwnRequest
  readonly versions: Awaited<ReturnType<typeof readSubmissions>>
  readonly page: number
}

/** Every version of a return, newest first. */
export function versionsPage({ reader, dataRequest, versions, page }: VersionsPage): Html {
  const { id, title } = dataRequest
  const { shown, links } = paged(versions, {
    page,
    href: (number) => `/data-requests/${id}/versions?page=${number}`,
  })
  return layout({
    title: 'Every version you sent',
    reader,
    part: 'start',
    above: [{ text: title, href: `/data-requests/${id}` }],
    content: html`
      ${heading('Every version you sent')}
      ${versions.length === 0 && paragraph('Nothing has been sent yet.')}
      ${
        shown.length > 0 &&
        table({
          caption: 'The newest is first. A version is never changed or overwritten.',
          captionSize: 's',
          head: ['Version', 'Sent', 'What came of it'].map((words) => ({ words })),
          rows: shown.map((version) => [
            link(`/submissions/${version.submissionId}`, `Version ${version.version}`),
            html`${momentText(version.receivedAt)} by ${version.receivedByName ?? 'a colleague'}`,
            html`${version.kind === 'nil' && 'Nil return. '}${stateOfVersion(version)}<br>${link(`/submissions/${version.submissionId}/receipt`, html`Receipt<span class="govuk-visually-hidden"> of version ${version.version}</span>`)}`,
          ]),
        })
      }
      ${links}
    `,
  })
}
