import { z } from 'zod'

/** What rules and figures call a thing: `date_of_birth`. Never changes, and is never shown alone to a person. */
export const Name = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,39}$/, 'use small letters, digits and underscores, starting with a letter')

/** A collection's id, as typed on the command line and in addresses: `illegal-homes`. */
export const CollectionId = z
  .string()
  .regex(/^[a-z][a-z0-9-]{1,39}$/, 'use small letters, digits and hyphens, starting with a letter')
