/** What BullMQ calls the job of an outbox row. The same row always makes the same job, however often it is passed on. */
export const jobIdOf = (row: number): string => `outbox-${row}`

/** The outbox row a job came from; jobs of the calendar come from none. */
export function rowOf(jobId: string | undefined): number | undefined {
  const row = /^outbox-(\d+)$/.exec(jobId ?? '')?.[1]
  return row === undefined ? undefined : Number(row)
}
