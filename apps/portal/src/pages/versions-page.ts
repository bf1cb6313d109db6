import type { readSubmissions } from '@rollcall/actions/read-submission'
import type { OwnRequest } from '@rollcall/database/own-requests'
import { byWhom } from './by-whom.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { paged } from './paged.ts'
import { column, heading, link, paragraph } from './text.ts'
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
    content: column(html`
      ${heading('Every version you sent')}
      ${versions.length === 0 && paragraph('Nothing has been sent yet.')}
      ${versions.length > 0 && paragraph('The newest is first. A version is never changed or overwritten.')}
      <ul class="govuk-list rollcall-findings">${shown.map(versionItem)}</ul>
      ${links}
    `),
  })
}

function versionItem(version: VersionsPage['versions'][number]): Html {
  const { submissionId, kind } = version
  return html`<li><strong>${link(`/submissions/${submissionId}`, `Version ${version.version}`)}</strong>: ${kind === 'nil' && 'nil return. '}${stateOfVersion(version)}<br>Sent ${byWhom(version.receivedByName, version.receivedAt)}<br>${link(`/submissions/${submissionId}/receipt`, html`Receipt<span class="govuk-visually-hidden"> of version ${version.version}</span>`)} <code>${version.checkCode}</code></li>`
}
