import type { Term } from '../term.ts'

/** An audience that was saved under a name. */
export const segment: Term = {
  name: 'segment',
  meanings: (_known, words) => (words === '' ? [] : [{ value: words, label: words }]),
  label: (_known, value) => value,
  exists: async (selecting, value) => (await selecting.segment(value)) !== undefined,
  among: async (selecting, value, people) => {
    const audience = await selecting.segment(value)
    return audience === undefined ? new Set() : selecting.within(audience, people)
  },
}
