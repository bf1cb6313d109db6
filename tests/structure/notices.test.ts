import { messageKinds } from '@rollcall/domain/message-kinds'
import { toldInPortalOnly } from '@rollcall/domain/messages/told-in-portal-only'
import { expect, test } from 'vitest'
import { importsOf, projectFiles } from '../support/project-files.ts'

const telling = projectFiles('packages/actions/src', '.ts').filter((file) =>
  importsOf(file).includes('./tell.ts'),
)

/** Every kind of notice that an action makes: as it stands there, or made from what was decided. */
const told = new Set([
  ...telling.flatMap(({ text }) => [...text.matchAll(/\bkind: '([^']+)'/g)].map(([, kind = '']) => kind)),
  ...['return excluded', 'return reopened', 'rule relaxed', 'rule no longer relaxed'],
])

test('whatever people are told of is written by e-mail too, or there is a reason why it is not', () => {
  const written = messageKinds.map(({ kind }) => kind)
  const either = [...written.filter((kind) => told.has(kind)), ...Object.keys(toldInPortalOnly)]

  expect(either.toSorted()).toEqual([...told].toSorted())
  expect(Object.values(toldInPortalOnly).filter((why) => why.length < 20)).toEqual([])
})

test('every action that tells people of something says what in words', () => {
  const elsewhere = telling.filter(({ text }) => !/\bkind: '[^']+'/.test(text)).map(({ path }) => path)

  // What they tell of is made from what was decided, and named above.
  expect(elsewhere.map((path) => path.split('/').at(-1))).toEqual([
    'approve-relaxation.ts',
    'take-back-return.ts',
  ])
})

test('every kind that acts tell by e-mail is explained in the documentation', () => {
  const docs = projectFiles('docs', '.md').map(({ text }) => text)
  const named = (kind: string): boolean =>
    docs.some((text) => text.includes(kind) || text.includes(`**${kind.replace('data query ', '')}**`))

  expect([...told].filter((kind) => !(kind in toldInPortalOnly) && !named(kind))).toEqual([])
})
