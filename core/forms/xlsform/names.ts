/** Words of the expressions, which no question may be called. */
const RESERVED = new Set(
  'true false null in as break const continue else for function if import let loop package namespace return var void while int uint double bool string bytes list map type size has all exists matches duration timestamp'.split(
    ' ',
  ),
)

/** A name of the spreadsheet as forms take it: `how_many` becomes `howMany`; undefined where nothing of it can stay. */
export const nameFrom = (name: string): string | undefined => {
  const joined = name.trim().replace(/[_.\-\s]+([a-zA-Z0-9])/g, (_all, next: string) => next.toUpperCase())
  const made = joined.replace(/[_.\-\s]+$/, '').replace(/^[A-Z]/, (first) => first.toLowerCase())
  if (!/^[a-z][a-zA-Z0-9]{0,30}$/.test(made)) return undefined
  return RESERVED.has(made) ? `${made.slice(0, 25)}Asked` : made
}

/** A value of a choice as forms take it; undefined where nothing of it can stay. */
export const valueFrom = (value: string): string | undefined => {
  const made = value.trim().replace(/[_.\s]+/g, '-')
  return /^[a-zA-Z0-9-]{1,24}$/.test(made) ? made : undefined
}

/** The name of a form, from its id or the name of its file. */
export const formNameFrom = (name: string): string | undefined => {
  const made = name
    .trim()
    .toLowerCase()
    .replace(/[_.\s]+/g, '-')
    .replace(/[^a-z0-9-]/g, '')
    .replace(/\d/g, '')
    .replace(/-+/g, '-')
    .replace(/^-|-$/g, '')
  return /^[a-z][a-z-]{0,30}$/.test(made) ? made : undefined
}
