/** What a person sees in a cell of a workbook, written as offices write it everywhere else. */

/** A spreadsheet program keeps so many digits of a number, and noughts for the others: it shows few of them from then on. */
const KEPT = 1e15

/**
 * A number without the noise of binary fractions, and with the leading zeros and dashes of a format such as `000` or
 * `0000-0000000`; as `3.42501E+17` where its last digits are lost, so that it is not taken for the number that was meant.
 */
export const numberSeen = (value: number, format = ''): string => {
  if (Math.abs(value) >= KEPT) return value.toExponential(5).replace('e', 'E')
  const plain = String(Number(value.toPrecision(15)))
  const pattern = bare(format)
  return /^[0 ()-]*0[0 ()-]*$/.test(pattern) && /^\d+$/.test(plain) ? inPattern(plain, pattern) : plain
}

/** Digits fill a pattern from its end; those for which it has no place stand before it. */
const inPattern = (digits: string, pattern: string): string => {
  const places = pattern.replace(/[^0]/g, '').length
  const padded = digits.padStart(places, '0')
  let next = padded.length - places
  return padded.slice(0, next) + pattern.replace(/0/g, () => padded[next++] ?? '')
}

/**
 * The day `2022-05-01`, the time of day `14:30`, both, or hours that go on beyond a day, `30:15`, whichever its format
 * shows; with seconds where it has them. A workbook knows no zones.
 */
export const momentSeen = (value: Date, format = ''): string => {
  const shown = bare(format)
  const seconds = /s/i.test(shown)
  const moment = new Date(Math.round(value.getTime() / 1_000) * 1_000)
  if (/\[(?:h+|m+|s+)\]/i.test(format)) return hoursOf(moment, seconds)
  const [day = '', time = ''] = moment.toISOString().split('T')
  const clock = time.slice(0, seconds ? 8 : 5)
  if (!/[hs]/i.test(shown)) return day
  return /[yde]/i.test(shown) ? `${day} ${clock}` : clock
}

/** Since the day from which a workbook counts. */
const hoursOf = (moment: Date, seconds: boolean): string => {
  const all = (moment.getTime() - Date.UTC(1899, 11, 30)) / 1_000
  const parts = [all / 3_600, (all / 60) % 60, ...(seconds ? [all % 60] : [])]
  return parts.map((each) => String(Math.floor(each)).padStart(2, '0')).join(':')
}

/** The format of what is not negative, without colours and without the words that it adds. */
const bare = (format: string): string =>
  (format.replace(/"[^"]*"|\[(?!s+\])[^\]]*\]/gi, '').split(';')[0] ?? '').replace(/\\([-() ])|\\./g, '$1')
