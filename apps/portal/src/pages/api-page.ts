import { capital } from '@rollcall/domain/text'
import type { ApiDocument, Operation } from '../api-document.ts'
import { type Crumb, details, table } from './components.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { type Field, fieldsOf, typeOf } from './schema-fields.ts'
import { bullets, column, heading, link, paragraph, subheading } from './text.ts'

interface Described {
  readonly method: string
  readonly path: string
  readonly operation: Operation
}

const help: Crumb = { text: 'Help', href: '/help' }
const api: Crumb = { text: 'The API', href: '/api' }

/** Every address of the API, by what it is about. */
export function apiPage(document: ApiDocument, reader: Reader): Html {
  const { info } = document
  return layout({
    title: api.text,
    reader,
    part: 'help',
    above: [help],
    content: html`
      ${column(html`
        ${heading(api.text)}
        ${paragraph(info.description)}
        ${paragraph('The same for programs: ', link('/api/openapi.json', 'OpenAPI 3.1'), '. What each refusal means: ', link('/help/problems', 'problems, by code'), '.')}
      `)}
      ${[...byTag(document)].map(
        ([tag, described]) => html`
          ${subheading(link(partPath(tag), capital(tag)))}
          ${bullets(described.map(({ method, path, operation }) => html`${link(`${partPath(tag)}#${anchor(`${method} ${path}`)}`, html`<code>${method} ${path}</code>`)} ${operation.summary}`))}
        `,
      )}
    `,
  })
}

/** What can be asked about one thing; `undefined` where the API has no such part. */
export function apiPartPage(document: ApiDocument, name: string, reader: Reader): Html | undefined {
  const part = [...byTag(document)].find(([tag]) => anchor(tag) === name)
  if (part === undefined) return undefined
  const [tag, described] = part
  return layout({
    title: `${api.text}: ${tag}`,
    reader,
    part: 'help',
    above: [help, api],
    content: html`${heading(`${api.text}: ${tag}`)}${described.map(operationPart)}`,
  })
}

function byTag({ paths }: ApiDocument): ReadonlyMap<string, readonly Described[]> {
  const all = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      operation,
    })),
  )
  const tagged = Map.groupBy(all, ({ operation }) => operation.tags?.[0] ?? 'other')
  return new Map([...tagged].sort(([one], [other]) => one.localeCompare(other)))
}

function operationPart({ method, path, operation }: Described): Html {
  const { summary, parameters = [], requestBody, responses } = operation
  const bodies = Object.entries(requestBody?.content ?? {})
  const answers = Object.entries(responses)
  return html`
    <section class="rollcall-operation">
      <h2 class="govuk-heading-m" id="${anchor(`${method} ${path}`)}"><code>${method} ${path}</code></h2>
      ${paragraph(summary ?? '')}
      ${fieldTable('Asked with', parameters.map(fieldOfParameter))}
      ${bodies.map(([type, { schema }]) => fieldTable(`Body, as ${type}`, fieldsOf(schema)))}
      ${answers.map(([status, { content }]) => fieldTable(`Answer ${status}`, fieldsOfAnswer(content)))}
      ${details(
        'Answers',
        bullets(answers.map(([status, { description }]) => html`<code>${status}</code> ${description}`)),
      )}
    </section>
  `
}

const fieldOfParameter = ({
  name,
  in: place,
  schema,
  required = false,
  description = '',
}: NonNullable<Operation['parameters']>[number]): Field => ({
  name: `${name} (${place})`,
  type: typeOf(schema),
  isRequired: required,
  says: description,
})

function fieldsOfAnswer(content: Operation['responses'][string]['content']): readonly Field[] {
  const schema = content?.['application/json']?.schema
  return schema ? fieldsOf(schema) : []
}

const fieldTable = (caption: string, fields: readonly Field[]): Html | false =>
  fields.length > 0 &&
  table({
    caption,
    captionSize: 's',
    head: [{ words: 'Field' }, { words: 'What it is' }],
    rows: fields.map(({ name, type, isRequired, says }) => [
      html`<code>${name.split(/(?<=\.)/).map((part, at) => html`${at > 0 && html`<wbr>`}${part}`)}</code>`,
      html`${type}${!isRequired && ', may be left out'}${says && html`<br>${withCode(says)}`}`,
    ]),
  })

/** Words with `code` in them, as descriptions have it. */
const withCode = (words: string): Html =>
  html`${words.split('`').map((part, at) => (at % 2 === 1 ? html`<code>${part}</code>` : part))}`

const partPath = (tag: string): string => `/help/api/${anchor(tag)}`

const anchor = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]+/g, '-')
