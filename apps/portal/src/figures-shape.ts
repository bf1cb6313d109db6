import { DataRequestId, PersonId, RoundId, SnapshotId } from '@rollcall/domain/ids'
import { relaxationEffects } from '@rollcall/domain/relaxation'
import { z } from 'zod'

const Codes = z.array(z.string()).readonly()

const Figure = z.object({
  id: z.string(),
  title: z.string(),
  unit: z.string(),
  breakdown: z.record(z.string(), z.union([z.string(), z.number()])).describe('Empty for England'),
  label: z.string().describe('The group in words'),
  value: z.number().nullable().describe('Null where there is nothing to work it out from'),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  authorities: z.number().describe('How many returns it is made from'),
  notHeld: z.number(),
  hash: z.string().describe('It changes when any byte of any return it was made from does'),
})

/** How much of a round a set of figures is made from: every authority asked stands in one place. */
const Coverage = z.object({
  ...{ asked: z.number(), included: z.number(), accepted: z.number(), signed: z.number() },
  ...{ queried: z.number(), unsigned: z.number(), excluded: z.number(), noReturn: z.number() },
  missing: z.number(),
  notIncluded: z
    .object({
      ...{ accepted: Codes, signed: Codes, queried: Codes, unsigned: Codes },
      ...{ excluded: Codes, noReturn: Codes, missing: Codes },
    })
    .describe('By code, what became of each authority that is not included'),
})

/** Two authorities that each claim what looks like the same child. */
export const Clash = z.object({
  authorities: z.tuple([z.string(), z.string()]).readonly(),
  children: z.number(),
})

const Sources = z
  .array(
    z.object({
      ...{ authority: z.string(), sha256: z.string() },
      relaxed: z
        .array(z.object({ rule: z.string(), effect: z.enum(relaxationEffects) }))
        .readonly()
        .optional()
        .describe('The rules that were relaxed for it, where any were'),
    }),
  )
  .readonly()
const Provenance = z.object({
  ...{ collection: z.string(), version: z.number(), collectionHash: z.string() },
  ...{ authoritiesHash: z.string(), referenceDate: z.string() },
  code: z.string().describe('The version of the program that read, checked and counted'),
  submissions: Sources,
  lastRound: Sources.optional(),
})

/** The figures of a round as they stand; before the first return is counted there are none. */
export const LiveFigures = z.object({
  takenAt: z.date().nullable().describe('Null before the first return is counted'),
  hash: z.string().nullable().describe('Of all the figures together'),
  figures: z.array(Figure).readonly(),
  coverage: Coverage,
  clashes: z.array(Clash).readonly(),
  provenance: Provenance.nullable(),
})

/** Figures that were kept, without the figures. */
export const SnapshotInList = z.object({
  snapshotId: SnapshotId,
  label: z.string(),
  note: z.string().nullable(),
  takenAt: z.date(),
  takenByName: z.string().nullable().describe('Null where the calendar did it'),
  hash: z.string(),
  coverage: Coverage,
})

/** Figures as they were kept. */
export const Snapshot = LiveFigures.extend({
  ...{ snapshotId: SnapshotId, label: z.string(), note: z.string().nullable() },
  takenBy: PersonId.nullable(),
})

const ComparedSet = z.object({
  at: z.union([z.literal('now'), SnapshotId]),
  label: z.string(),
  takenAt: z.date().nullable(),
  included: z.number().describe('How many authorities they are made from'),
  asked: z.number(),
})

const sides = { from: ComparedSet, to: ComparedSet }
const whose = { code: z.string(), name: z.string() }

/** Two sets of figures of one round, for England. */
export const Comparison = z.object({
  ...sides,
  changes: z.array(
    Figure.pick({ id: true, title: true, unit: true, breakdown: true, label: true }).extend({
      before: z.number().nullable(),
      after: z.number().nullable(),
      change: z.number().nullable(),
      percentage: z.number().nullable(),
    }),
  ),
  returns: z
    .array(
      z.object({
        ...{ ...whose, dataRequestId: DataRequestId },
        versionBefore: z.number().nullable().describe('Null where it was not in the figures'),
        versionAfter: z.number().nullable(),
      }),
    )
    .nullable()
    .describe('Those that are others; null where that is not known any more'),
})

/** Which returns moved one figure. */
export const MovedReturns = z.object({
  ...sides,
  ...{ before: z.number().nullable(), after: z.number().nullable() },
  move: z.number().nullable().describe('Before anything is rounded, to so many decimals'),
  decimals: z.number(),
  isAsKept: z.boolean().describe('Whether what was kept is what the same returns come to today'),
  items: z.array(
    z.object({
      ...{ ...whose, before: z.number().nullable(), after: z.number().nullable() },
      ...{ versionBefore: z.number().nullable(), versionAfter: z.number().nullable() },
      part: z.number().nullable().describe('The parts add up to the move; null where it is not put in parts'),
    }),
  ),
})

/** How figures changed since the round before, over the authorities whose returns count in both. */
export const Change = z.object({
  lastRoundId: RoundId.nullable().describe('Null where there is no round before'),
  authorities: Codes,
  childrenInBoth: z.number().nullable().describe('Children of these authorities who are in both rounds'),
  changes: z
    .array(
      Figure.omit({ value: true, numerator: true, denominator: true, notHeld: true, hash: true }).extend({
        before: z.number().nullable(),
        now: z.number().nullable(),
        change: z.number().nullable(),
        percentage: z.number().nullable(),
      }),
    )
    .readonly(),
})
