import { existsSync, readFileSync } from 'node:fs'

interface Letter {
  readonly id: string
  readonly subject: string
  readonly detail: string
}

/** The letters to measure with; a bench without them ends here and says so. */
export const streamed = (): readonly Letter[] => {
  const stream = new URL('../../../shared/data/letters-stream.jsonl', import.meta.url)
  if (!existsSync(stream)) {
    console.log('../shared/data/letters-stream.jsonl is not here: nothing to measure with.')
    process.exit(0)
  }
  return readFileSync(stream, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Letter => JSON.parse(line))
}

/** As many letters as wanted: the stream again and again, each time with the bodies exchanged. */
export const letterAt = (letters: readonly Letter[], n: number): Pick<Letter, 'subject' | 'detail'> => ({
  subject: letters[n % letters.length]?.subject ?? '',
  detail: letters[n < letters.length ? n : (n * 31 + 7) % letters.length]?.detail ?? '',
})
