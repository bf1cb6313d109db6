import type { MarkupHandler } from './markup.ts'
import { Refusal } from './refusal.ts'

/** Refuses schemas that would have whoever uses them fetch something from elsewhere. */
export function xmlMapReader(): MarkupHandler {
  return {
    open(_name, _parent, tag) {
      const location = tag.attribute('schemaLocation') ?? ''
      if (/^\s*([a-z][a-z0-9+.-]*:|\/\/|\\\\)/i.test(location))
        throw new Refusal('unsafe', { detail: `a schema fetched from ${location.slice(0, 200)}` })
    },
  }
}
