/** Two characters that stand this near each other in the order of their sounds sound nearly the same. */
const NEAR = 25

/** The places of the common characters (GB 2312) in the order of Chinese dictionaries, which is by sound. */
const places = (): ReadonlyMap<string, number> => {
  const decoder = new TextDecoder('gb18030')
  const all: string[] = []
  for (let row = 0xb0; row <= 0xf7; row++)
    for (let cell = 0xa1; cell <= 0xfe; cell++) {
      const letter = decoder.decode(new Uint8Array([row, cell]))
      if (/^\p{Script=Han}$/u.test(letter)) all.push(letter)
    }
  all.sort(new Intl.Collator('zh-u-co-pinyin').compare)
  return new Map(all.map((letter, place) => [letter, place]))
}

let known: ReadonlyMap<string, number> | undefined

/** Whether two characters sound alike, as 桥 and 乔 do: what people who type by sound take for one another. */
export const soundsLike = (a: string, b: string): boolean => {
  known ??= places()
  const [one, other] = [known.get(a), known.get(b)]
  return one !== undefined && other !== undefined && Math.abs(one - other) <= NEAR
}

/** Whether `said` is `name` but for few characters, each of which sounds like the one in its place: one of every three. */
export const isHeardAs = (said: string, name: string): boolean => {
  if (said.length !== name.length || said === name) return false
  const wrong = [...said].flatMap((letter, n) => (letter === name[n] ? [] : [n]))
  return (
    wrong.length <= Math.max(1, Math.floor(name.length / 3)) &&
    wrong.every((n) => soundsLike(said[n] ?? '', name[n] ?? ''))
  )
}
