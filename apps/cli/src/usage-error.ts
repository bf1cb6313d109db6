/** Something typed that cannot be done, told with what to type in its place. Ends the command with exit code 64. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
