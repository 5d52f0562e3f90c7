import { z } from 'zod'
import { partsOf } from '../conversation/in-parts.ts'
import type { Context } from '../kernel/context.ts'
import { refusal } from '../kernel/errors.ts'
import { operation, query } from '../kernel/operation.ts'
import { change, create } from '../kernel/outcome.ts'
import type { Stored } from '../kernel/record.ts'
import { amountIn } from './amount.ts'
import { asked, nextBlank, requireOpen } from './asked.ts'
import { PledgeReading, readingId } from './pledge.ts'
import { filledText } from './template.ts'
import { blanksIn, fittingIn } from './texts/blanks.ts'

const Shown = z.strictObject({
  title: z.string(),
  text: z.string(),
  /** From 1. */
  part: z.number(),
  parts: z.number(),
  /** The place of the first blank that is still to be filled in. */
  blank: z.number().optional(),
  /** What it asks for. */
  ask: z.string().optional(),
  /** How many are still to be filled in. */
  open: z.number(),
  /** Whether signing also needs a code. */
  code: z.boolean(),
})
export type Shown = z.infer<typeof Shown>

const shownOf = async ({ data }: Stored<PledgeReading>, context: Context): Promise<Shown> => {
  const own = await asked(context, data.campaign)
  const texts = partsOf(own.template.text.trim()).map((text) =>
    filledText({ ...own.template, text }, { ...own.known, ...data.values }),
  )
  const blank = nextBlank({ template: own.template, reading: { data } })
  return {
    ...{ title: own.template.title, text: texts[data.shown - 1] ?? '', part: data.shown, parts: texts.length },
    code: own.template.sign === 'name-and-code',
    open: own.template.blanks.filter(({ name }) => data.values[name] === undefined).length,
    ...(blank === undefined ? {} : { blank, ask: own.template.blanks[blank]?.ask }),
  }
}

/** Shows one part of the text. The parts come in their order; the last one unlocks signing. */
export const read = operation({
  name: 'pledges.read',
  summary: 'Read one part of the text of a pledge that whoever asks was asked to sign',
  allow: 'person',
  audited: false,
  input: z.strictObject({ campaign: z.string(), part: z.coerce.number().int().min(1).max(100).default(1) }),
  output: Shown,
  async run(context, { campaign, part }) {
    const own = await asked(context, campaign)
    await requireOpen(context, campaign, own)
    const id = readingId(campaign, own.person)
    const textHash = own.before
    if (own.reading === undefined) {
      const first = { campaign, person: own.person, textHash, read: 1, shown: 1, values: {} }
      return create(PledgeReading, id, first)
    }
    const stored = await context.load(PledgeReading, id)
    // Another version than the one that they began to read: from the beginning.
    const before = stored.data.textHash === textHash ? stored.data.read : 0
    const shown = Math.min(part, before + 1, partsOf(own.template.text.trim()).length)
    return change(PledgeReading, stored, { ...stored.data, textHash, shown, read: Math.max(before, shown) })
  },
  outputOf: shownOf,
})

/** Fills in one blank; filled in again, the last word counts. */
export const fill = operation({
  name: 'pledges.fill',
  summary: 'Fill in one blank of a pledge',
  allow: 'person',
  audited: false,
  input: z.strictObject({
    campaign: z.string(),
    blank: z.coerce.number().int().min(0),
    value: z.string().trim().min(1),
  }),
  output: Shown,
  async run(context, { campaign, blank, value }) {
    const own = await asked(context, campaign)
    await requireOpen(context, campaign, own)
    const found = own.template.blanks[blank]
    if (found === undefined || own.reading === undefined) throw refusal('pledges.read-first')
    if (value.length > found.max) throw refusal('pledges.too-long', { max: found.max, length: value.length })
    const stored = await context.load(PledgeReading, readingId(campaign, own.person))
    return change(PledgeReading, stored, {
      ...stored.data,
      values: {
        ...stored.data.values,
        [found.name]: found.kind === 'amount' ? amountIn(value) : fittingIn(own.template.text, found.name, value),
      },
    })
  },
  outputOf: shownOf,
})

const Blanks = z.strictObject({
  title: z.string(),
  /** In the order in which they are asked. */
  blanks: z.array(z.strictObject({ name: z.string(), ask: z.string(), max: z.number() })),
  /** The paragraphs in which they stand, with what was filled in. */
  lines: z.array(z.string()),
})

/** What of a pledge its signer fills in. */
export const blanks = query({
  name: 'pledges.blanks',
  summary: 'The blanks of a pledge that whoever asks was asked to sign, and the paragraphs in which they stand',
  allow: 'person',
  input: z.strictObject({ campaign: z.string() }),
  output: Blanks,
  async run(context, { campaign }) {
    const own = await asked(context, campaign)
    await requireOpen(context, campaign, own)
    const { template, known, reading } = own
    const asks = new Set(template.blanks.map(({ name }) => name))
    const lines = template.text.split('\n').filter((line) => [...blanksIn(line)].some((name) => asks.has(name)))
    return {
      title: template.title,
      blanks: template.blanks.map(({ name, ask, max }) => ({ name, ask, max })),
      lines: lines.map((text) => filledText({ ...template, text }, { ...known, ...reading?.data.values })),
    }
  },
})

/** Declines with a reason. Whoever thinks better of it may still sign while the window is open. */
export const decline = operation({
  name: 'pledges.decline',
  summary: 'Decline to sign a pledge, with a reason',
  allow: 'person',
  input: z.strictObject({ campaign: z.string(), reason: z.string().trim().min(1).max(500) }),
  output: z.strictObject({ declined: z.boolean() }),
  async run(context, { campaign, reason }) {
    const own = await asked(context, campaign)
    await requireOpen(context, campaign, own)
    const { person, before: textHash } = own
    const id = readingId(campaign, person)
    const wish = {
      do: 'campaigns.settle',
      input: { campaign, person, state: 'declined', answer: reason, takenAt: context.now },
    }
    const declined = { reason, at: context.now }
    if (own.reading === undefined)
      return create(PledgeReading, id, { campaign, person, textHash, read: 0, shown: 1, values: {}, declined }, [wish])
    const stored = await context.load(PledgeReading, id)
    return change(PledgeReading, stored, { ...stored.data, declined }, [wish])
  },
  outputOf: () => ({ declined: true }),
})
