import type { PersonId, SavedViewId } from './ids.ts'
import { Problem } from './problem.ts'

/** What somebody of the office chose to see on a board, under a name: their own, or shared with the whole office. */
export interface SavedView {
  readonly id: SavedViewId
  readonly name: string
  /** As the address of a board says it. It holds in every round. */
  readonly shows: string
  readonly isShared: boolean
  readonly madeBy: PersonId
}

type Named = Pick<SavedView, 'id' | 'name' | 'isShared' | 'madeBy'>

/** Refuses a name that another view has already: one that is shared, or one of the same person. Large and small letters are the same. */
export function nameMustBeFree(
  view: Omit<Named, 'id'> & { readonly id?: SavedViewId },
  others: readonly Named[],
): void {
  const taken = others.find(
    (other) =>
      other.id !== view.id &&
      other.name.toLowerCase() === view.name.toLowerCase() &&
      other.isShared === view.isShared &&
      (view.isShared || other.madeBy === view.madeBy),
  )
  if (taken) throw viewProblems.viewNameTaken(taken)
}

const viewProblems = {
  viewNameTaken: ({ name, isShared }: { name: string; isShared: boolean }) =>
    new Problem(
      'conflict',
      'VIEW_NAME_TAKEN',
      `${isShared ? 'A view that the office shares' : 'A view of yours'} is called “${name}” already. Choose another name.`,
    ),
}
