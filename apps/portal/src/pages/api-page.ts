import type { ApiDocument, Operation } from '../api-document.ts'
import { type Html, html } from './html.ts'
import { layout } from './layout.ts'
import { type Field, fieldsOf, typeOf } from './schema-fields.ts'

interface Described {
  readonly method: string
  readonly path: string
  readonly operation: Operation
}

/** The whole API on one page, made from its own description. */
export function apiPage({ info, paths }: ApiDocument): Html {
  const all = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      operation,
    })),
  )
  const byTag = Map.groupBy(all, ({ operation }) => operation.tags?.[0] ?? 'other')
  const tags = [...byTag].sort(([one], [other]) => one.localeCompare(other))
  return layout(
    'The API',
    html`
      <h1>The API</h1>
      <p>${info.description}</p>
      <p>The same for programs: <a href="/api/openapi.json">OpenAPI 3.1</a>. What each refusal means: <a href="/help/problems">problems</a>.</p>
      <nav aria-label="Contents"><ul>${tags.map(([tag]) => html`<li><a href="#${anchor(tag)}">${tag}</a></li>`)}</ul></nav>
      ${tags.map(([tag, described]) => html`<section><h2 id="${anchor(tag)}">${tag}</h2>${described.map(operationPart)}</section>`)}
    `,
  )
}

function operationPart({ method, path, operation }: Described): Html {
  const { summary, parameters = [], requestBody, responses } = operation
  const bodies = Object.entries(requestBody?.content ?? {})
  return html`
    <article>
      <h3 id="${anchor(`${method} ${path}`)}"><code>${method} ${path}</code></h3>
      <p>${summary}</p>
      ${
        parameters.length > 0 &&
        fieldTable(
          'Asked with',
          parameters.map((parameter) => ({
            name: `${parameter.name} (${parameter.in})`,
            type: typeOf(parameter.schema),
            isRequired: parameter.required ?? false,
            says: parameter.description ?? '',
          })),
        )
      }
      ${bodies.map(([type, { schema }]) => fieldTable(`Body, as ${type}`, fieldsOf(schema)))}
      ${Object.entries(responses).map(([status, { description, content }]) => answerPart(status, description, content))}
    </article>
  `
}

function answerPart(
  status: string,
  description: string,
  content: Operation['responses'][string]['content'],
): Html {
  const schema = content?.['application/json']?.schema
  const fields = schema ? fieldsOf(schema) : []
  return html`
    <p><code>${status}</code> ${description}</p>
    ${fields.length > 0 && fieldTable(`Answer ${status}`, fields)}
  `
}

const fieldTable = (caption: string, fields: readonly Field[]): Html | false =>
  fields.length > 0 &&
  html`
    <table>
      <caption>${caption}</caption>
      <thead><tr><th scope="col">Field</th><th scope="col">What it is</th><th scope="col">Says</th></tr></thead>
      <tbody>
        ${fields.map(
          ({ name, type, isRequired, says }) =>
            html`<tr><th scope="row"><code>${name}</code></th><td>${type}${!isRequired && ', may be left out'}</td><td>${says}</td></tr>`,
        )}
      </tbody>
    </table>
  `

const anchor = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]+/g, '-')
