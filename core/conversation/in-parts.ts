/** About as much as a phone shows at once. */
const PART = 600

/** A sign of a text; a blank to be filled in is one, so that no part ends inside it. */
const SIGN = String.raw`(?:\{\{[^{}]*\}\}|.)`

/** A long text in parts to be read one after the other, cut between paragraphs, or inside one that is too long itself. */
export const partsOf = (text: string, most = PART): readonly string[] => {
  const parts: string[] = []
  for (const paragraph of text
    .split(/\n+/)
    .flatMap((each) => each.match(new RegExp(`${SIGN}{1,${most}}`, 'gu')) ?? [])) {
    const last = parts.at(-1)
    if (last !== undefined && last.length + paragraph.length < most) parts[parts.length - 1] = `${last}\n${paragraph}`
    else parts.push(paragraph)
  }
  return parts
}
