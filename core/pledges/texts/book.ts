import type { z } from 'zod'
import { bookOf, readingOf, TextName, writingOf } from '../../versions/index.ts'
import { type Template, TemplateSchema, templatesOf } from '../template.ts'
import { faultsOf } from './faults.ts'

/** What officers wrote of each pledge, beside the files of the content. */
export const pledgeBook = bookOf<Template>({
  ...{ name: 'pledge-text', prefix: 'pt', schema: TemplateSchema },
  ...{ files: templatesOf, faultsOf },
})

const PLEDGES = { feature: 'pledges', what: 'a pledge', unknown: 'pledges.unknown-template', campaigns: 'pledge' }

export const { texts, text } = readingOf(pledgeBook, PLEDGES)

export const { draft, publish, discard, withdraw } = writingOf(pledgeBook, {
  ...PLEDGES,
  input: TemplateSchema.omit({ version: true, name: true }).extend({ name: TextName.optional() }),
  // Those who were asked before are asked again.
  published: ({ now }) => [{ do: 'pledges.renewDue', input: { at: now } }],
})

export type Drafted = z.input<typeof draft.input>
