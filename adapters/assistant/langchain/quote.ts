/** A text without what a model may set differently: spaces, punctuation, width, capitals. */
const NOT_SAID = /[\p{P}\p{S}\p{Z}\p{C}]/u

interface Bare {
  readonly text: string
  /** For each unit of `text`, where it began and ended in the original. */
  readonly from: readonly number[]
  readonly to: readonly number[]
}

const bare = (words: string): Bare => {
  let text = ''
  const from: number[] = []
  const to: number[] = []
  let at = 0
  for (const character of words) {
    const plain = NOT_SAID.test(character) ? '' : character.normalize('NFKC').toLowerCase()
    for (let n = 0; n < plain.length; n++) {
      from.push(at)
      to.push(at + character.length)
    }
    text += plain
    at += character.length
  }
  return { text, from, to }
}

/**
 * The words of `said` that `claimed` repeats, as they were said; undefined where they were never said. So nothing that a
 * model writes itself goes on.
 */
export const quoted = (said: string, claimed: string | null | undefined): string | undefined => {
  const claim = bare(claimed ?? '').text
  if (claim === '') return undefined
  const letter = bare(said)
  const at = letter.text.indexOf(claim)
  const from = letter.from[at]
  const to = letter.to[at + claim.length - 1]
  return at < 0 || from === undefined || to === undefined ? undefined : said.slice(from, to)
}
