// Postgres Appendix A: class 08, and what it says while it is shut down, crashed or started; then what Node says of its sockets.
const codes = /^(?:08...|57P0[123]|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND)$/
// What pg says without a code.
const words =
  /^(?:Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/

/** Whether an error only says that Postgres cannot be reached now, so that the same may work in a while. */
export function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error instanceof AggregateError && error.errors.some(isConnectionLost)) return true
  return codes.test((error as NodeJS.ErrnoException).code ?? '') || words.test(error.message)
}
