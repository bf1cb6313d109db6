import { existsSync } from 'node:fs'
import { posix } from 'node:path'
import { expect, test } from 'vitest'
import { projectFile, projectFiles } from '../support/project-files.ts'

test('every file of the domain has its line in the glossary, and every line its file', () => {
  const [, part = ''] = projectFile('docs/glossary.md').text.split('## The files of the domain')
  const [table = ''] = part.split('\nIn its folders:')
  const terms = [...table.matchAll(/^\| \*\*([^*]+)\*\*/gm)].map(([, term]) => term)
  const files = projectFiles('packages/domain/src', '.ts')
    .map(({ path }) => path.slice('packages/domain/src/'.length))
    .filter((name) => !name.includes('/') && !name.endsWith('.test.ts'))

  expect(terms.toSorted()).toEqual(
    files.map((name) => name.replace(/\.ts$/, '').replaceAll('-', ' ')).toSorted(),
  )
})

const pages = projectFiles('', '.md')

/** The links of a page that lead into the project; what stands in a block of code is none. */
const linksIn = (text: string): string[] =>
  [...text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link = '']) => link)
    .filter((link) => !/^[a-z]+:/.test(link))

/** A heading as it is named in a link. */
const anchorsIn = (text: string): string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  )

test.each(pages.map(({ path, text }) => [path, text] as const))(
  'each link of %s leads somewhere',
  (path, text) => {
    const lost = linksIn(text).filter((link) => {
      const [file = '', anchor] = link.split('#')
      const target = file === '' ? path : posix.join(posix.dirname(path), decodeURI(file))
      if (!existsSync(new URL(`../../${target}`, import.meta.url))) return true
      return (
        anchor !== undefined &&
        target.endsWith('.md') &&
        !anchorsIn(projectFile(target).text).includes(anchor)
      )
    })

    expect(lost).toEqual([])
  },
)

test('every page of docs is reached from the README or another page', () => {
  const reached = new Set(
    pages.flatMap(({ path, text }) =>
      linksIn(text).map((link) => posix.join(posix.dirname(path), link.split('#')[0] ?? '')),
    ),
  )
  const pagesOfDocs = pages.map(({ path }) => path).filter((path) => path.startsWith('docs/'))

  expect(pagesOfDocs.length).toBeGreaterThan(5)
  expect(pagesOfDocs.filter((path) => !reached.has(path))).toEqual([])
})
