import type { MarkupHandler } from './markup.ts'

/** A pointer from one part of the package to another, or to the outside world (ECMA-376 part 2, 9.3). */
export interface Relationship {
  readonly id: string
  /** The last step of the type's address, which transitional, strict and Microsoft's own types share: 'worksheet'. */
  readonly type: string
  readonly target: string
  readonly external: boolean
}

export function relationshipReader(take: (relationship: Relationship) => void): MarkupHandler {
  return {
    open(name, parent, tag) {
      if (name !== 'Relationship' || parent !== 'Relationships') return
      const type = tag.attribute('Type') ?? ''
      take({
        id: tag.attribute('Id') ?? '',
        type: type.slice(type.lastIndexOf('/') + 1),
        target: tag.attribute('Target') ?? '',
        external: tag.attribute('TargetMode')?.toLowerCase() === 'external',
      })
    },
  }
}
