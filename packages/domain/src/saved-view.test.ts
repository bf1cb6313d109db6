import { expect, test } from 'vitest'
import { PersonId, SavedViewId } from './ids.ts'
import { nameMustBeFree } from './saved-view.ts'

const [priya, sam] = [PersonId.parse(crypto.randomUUID()), PersonId.parse(crypto.randomUUID())]
const aView = (name: string, madeBy: PersonId, isShared = false) => ({
  ...{ id: SavedViewId.parse(crypto.randomUUID()), name, madeBy, isShared },
})

test('a person has a name once among their own views, and the office once among those it shares', () => {
  const views = [aView('Late in London', priya), aView('Everybody late', sam, true)]
  const tried =
    (name: string, madeBy: PersonId, isShared = false) =>
    () =>
      nameMustBeFree({ name, madeBy, isShared }, views)

  expect(tried('late in LONDON', priya)).toThrow('A view of yours is called “Late in London” already.')
  expect(tried('Everybody late', priya, true)).toThrow('A view that the office shares is called')
  expect(tried('Late in London', sam)).not.toThrow()
  expect(tried('Late in London', priya, true)).not.toThrow()
  expect(tried('Everybody late', priya)).not.toThrow()
})

test('a view may keep its own name', () => {
  const view = aView('Late', priya)

  expect(() => nameMustBeFree({ ...view, name: 'LATE' }, [view])).not.toThrow()
})
