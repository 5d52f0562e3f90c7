/** The phrases of a text of choices, `一级|1|grade one`: the first is how it is called, the others are understood. */
export const phrasesIn = (text: string): readonly string[] => text.split('|')

/** How a text of choices calls it. */
export const firstPhrase = (text: string): string => phrasesIn(text)[0] ?? text
