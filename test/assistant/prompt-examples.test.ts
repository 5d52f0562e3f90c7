import { describe, expect, it } from 'vitest'
import { mattersOf } from '../../core/matters/matter.ts'
import { assistantContent } from './evaluation.ts'
import { promptExamples } from './prompt-examples.ts'

describe('the examples beside each prompt', () => {
  const { classify, extract } = promptExamples()

  it('name matters of the sample county', async () => {
    const matters = mattersOf(await assistantContent())
    for (const { says, matter } of classify) if (matter !== undefined) expect(matters.has(matter), says).toBe(true)
  })

  it.each(extract)('hold the words to be taken out: $says', ({ says, place, since, wanted, against = [] }) => {
    for (const words of [place, since, wanted, ...against]) if (words !== undefined) expect(says).toContain(words)
  })

  it('are each there once', () => {
    for (const all of [classify.map(({ says }) => says), extract.map(({ says }) => says)])
      expect(new Set(all).size).toBe(all.length)
  })
})
