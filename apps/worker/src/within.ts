/** Waits no longer than this. What was waited for goes on. */
export async function within<Result>(milliseconds: number, waiting: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    const error = new Error(`nothing was heard for ${milliseconds / 1000} seconds`)
    timer = setTimeout(() => reject(error), milliseconds)
  })
  return await Promise.race([waiting, late]).finally(() => clearTimeout(timer))
}
