/** The command line was used wrongly: nothing was done. Ends with exit code 2. */
export class WrongUsage extends Error {
  override name = 'WrongUsage'
}

/** What was asked for could not be done, in words that name what to do. Ends with exit code 1. */
export class Failed extends Error {
  override name = 'Failed'
}

/** Writes a line for the person at the terminal. */
export const print = (text: string): void => void process.stdout.write(`${text}\n`)

/** The same beside the output that a machine may read. */
export const remark = (text: string): void => void process.stderr.write(`${text}\n`)

/** Writes one JSON value as a line for machines. */
export const printJson = (value: unknown): void =>
  print(JSON.stringify(value, null, process.stdout.isTTY ? 2 : undefined))

/** Columns of equal width, two spaces apart. Wide characters take two places. */
export const columns = (rows: readonly (readonly string[])[]): string => {
  const widths: number[] = []
  for (const row of rows) for (const [n, cell] of row.entries()) widths[n] = Math.max(widths[n] ?? 0, width(cell))
  return rows
    .map((row) =>
      row
        .map((cell, n) => cell + ' '.repeat((widths[n] ?? 0) - width(cell)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

const width = (text: string): number =>
  text.replace(/[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]/g, '··')
    .length

/** Says what is wrong and ends with exit code 1, or 2 for wrong usage; what nobody expected is shown with its stack. */
export const complain = (error: unknown): void => {
  remark(wordsFor(error))
  process.exitCode = error instanceof WrongUsage ? 2 : 1
}

const wordsFor = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error)
  if (error instanceof Failed || error instanceof WrongUsage) return error.message
  const expected = EXPECTED.has(error.name)
  return expected ? `${error.name}: ${error.message}` : (error.stack ?? error.message)
}

/** By name, since they come from folders that not every command loads. */
const EXPECTED = new Set([
  'CannotListen',
  'ConfigurationWrong',
  'ContentFolderWrong',
  'ContentInvalid',
  'SealKeysWrong',
  'StoreUnavailable',
])
