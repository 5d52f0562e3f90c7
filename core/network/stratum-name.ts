import { firstPhrase } from '../content/phrases.ts'

/** What a stratum is called in the language of `say`. */
export const stratumName = (say: (key: string) => string, stratum: string | undefined): string =>
  stratum === undefined || stratum === '' ? say('network.no-stratum') : firstPhrase(say(`audience.stratum.${stratum}`))
