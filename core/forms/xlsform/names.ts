/** Words of the expressions, which no question may be called. */
const RESERVED = new Set(
  'true false null in as break const continue else for function if import let loop package namespace return var void while int uint double bool string bytes list map type size has all exists matches duration timestamp'.split(
    ' ',
  ),
)

const MOST = { name: 31, value: 24 } as const

/** What a spreadsheet may call a question: as ODK has it, in any script. */
export const isName = (name: string): boolean => /^[\p{L}_][\p{L}\p{M}\p{N}_.-]*$/u.test(name)

/**
 * A name of the spreadsheet as forms take it, which `isTaken` has not got yet: `how_many` becomes `howMany`, and one
 * without any Latin letter becomes `otherwise`.
 */
export const nameFrom = (name: string, isTaken: (made: string) => boolean, otherwise: string): string => {
  const latin = name.normalize('NFKD').replace(/[^\w.-]/g, '')
  const joined = latin
    .replace(/^[^a-zA-Z]+/, '')
    .replace(/[_.-]+([a-zA-Z0-9])/g, (_all, next: string) => next.toUpperCase())
    .replace(/[_.-]+$/, '')
    .replace(/^[A-Z]/, (first) => first.toLowerCase())
  const made = joined === '' ? otherwise : RESERVED.has(joined) ? `${joined}Asked` : joined
  return made.length > MOST.name ? shortened(made, MOST.name, isTaken) : made
}

/** A value of a choice as forms take it: `very_bad` becomes `very-bad`, and one without any Latin letter `otherwise`. */
export const valueFrom = (value: string, isTaken: (made: string) => boolean, otherwise: string): string => {
  const made = value
    .replace(/[_.\s]+/g, '-')
    .replace(/[^a-zA-Z0-9-]/g, '')
    .replace(/^-+$/, '')
  if (made === '' || (made !== value && isTaken(made))) return otherwise
  return made.length > MOST.value ? shortened(made, MOST.value, isTaken) : made
}

/** The beginning of a long name; with a number where another one begins alike. */
const shortened = (name: string, most: number, isTaken: (made: string) => boolean): string => {
  const begin = name.slice(0, most)
  if (!isTaken(begin)) return begin
  for (let n = 2; ; n++) {
    const numbered = `${name.slice(0, most - String(n).length)}${n}`
    if (!isTaken(numbered)) return numbered
  }
}

/** The name of a form, from its id or the name of its file; undefined where nothing of it can stay. */
export const formNameFrom = (name: string): string | undefined => {
  const made = name
    .trim()
    .toLowerCase()
    .replace(/[_.\s]+/g, '-')
    .replace(/[^a-z0-9-]/g, '')
    .replace(/-+/g, '-')
    .replace(/^[\d-]+|-$/g, '')
    .slice(0, 31)
  return /^[a-z][a-z0-9-]*$/.test(made) ? made : undefined
}
