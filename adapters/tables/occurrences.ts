/** How often `what` stands in a text or in bytes: nothing of it is taken apart for that. */
export const occurrences = <What>(within: { indexOf(what: What, from?: number): number }, what: What): number => {
  let found = 0
  for (let at = within.indexOf(what); at >= 0; at = within.indexOf(what, at + 1)) found += 1
  return found
}
