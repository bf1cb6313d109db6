import { availableParallelism } from 'node:os'
import { startProcessPool } from '@rollcall/workbook/process-pool'
import { type SampleTask, sampleOf, type WrittenSample } from './sample-tasks.ts'
import type { Progress } from './terminal.ts'

/** So many returns are written together: enough that making the sample again in each process does not count. */
const returnsInATask = 4

/** How many pieces of work the writing of a sample is, for its progress. */
export const sharesOf = ({ collection, options }: Omit<SampleTask, 'places'>): number =>
  Math.ceil(sampleOf(collection, options).length / returnsInATask)

/** Writes a whole sample into its folder, in child processes, and gives the files in the order of the sample. */
export async function writeSamples(
  sample: Omit<SampleTask, 'places'>,
  progress?: Pick<Progress, 'step'>,
): Promise<WrittenSample[]> {
  const places = sampleOf(sample.collection, sample.options).map((_, place) => place)
  const shares = places
    .filter((place) => place % returnsInATask === 0)
    .map((place) => places.slice(place, place + returnsInATask))
  const pool = startProcessPool({
    module: new URL('./sample-tasks.ts', import.meta.url),
    processes: Math.min(availableParallelism(), shares.length),
    megabytes: 4096,
    seconds: 600,
  })
  try {
    const written = await Promise.all(
      shares.map(async (share) => {
        const those = await pool.run({ ...sample, places: share } satisfies SampleTask)
        progress?.step()
        return those as WrittenSample[]
      }),
    )
    return written.flat()
  } finally {
    await pool.stop()
  }
}
