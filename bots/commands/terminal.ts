/** Writes a line for the person at the terminal. */
export const print = (text: string): void => void process.stdout.write(`${text}\n`)

/** Says what is wrong and ends with exit code 1; what nobody expected is shown with its stack. */
export const complain = (error: unknown): void => {
  const known = error instanceof Error && error.name !== 'Error' && !(error instanceof TypeError)
  process.stderr.write(`${known ? `${error.name}: ${error.message}` : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  process.exitCode = 1
}
