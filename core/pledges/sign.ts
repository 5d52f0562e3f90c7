import { z } from 'zod'
import { Office } from '../content/office.ts'
import type { Context } from '../kernel/context.ts'
import { refusal } from '../kernel/errors.ts'
import { operation } from '../kernel/operation.ts'
import { answer, create, type Wish } from '../kernel/outcome.ts'
import type { Stored } from '../kernel/record.ts'
import { organisation } from '../people/index.ts'
import { later, SECOND } from '../ports/clock.ts'
import { type Asked, asked, receiptId, requireOpen } from './asked.ts'
import { requireCode } from './code.ts'
import { PledgeReceipt } from './pledge.ts'
import { linkOf, prove } from './proof.ts'
import { requireReady } from './ready.ts'
import { isSameName } from './same-name.ts'
import { filledText } from './template.ts'

/** A page takes longer to make than a signature: it is a timer's, so that many who sign at once do not wait for it. */
const COPY_AFTER = 3 * SECOND

const Signed = z.strictObject({ receipt: z.string(), title: z.string(), number: z.number(), signedAt: z.string() })

const signedOf = ({ id, data }: Stored<PledgeReceipt>) => ({
  ...{ receipt: id, title: data.title, number: data.number, signedAt: data.signedAt },
})

/**
 * Signs by typing one's own name, once every part has been read and every blank filled in. Signed twice, also from two
 * platforms at once, there is one receipt.
 */
export const sign = operation({
  name: 'pledges.sign',
  summary: 'Sign a pledge by typing one\u2019s own name',
  allow: 'person',
  // Each receipt names the one before it.
  oneAtATime: true,
  input: z.strictObject({
    campaign: z.string(),
    name: z.string().max(100),
    channel: z.string().max(40).default('api'),
  }),
  output: Signed,
  async run(context, { campaign, name, channel }) {
    const own = await asked(context, campaign)
    const id = receiptId(context, campaign, own.person)
    if (own.receipt !== undefined) return answer(signedOf(await context.load(PledgeReceipt, id)))
    await requireOpen(context, campaign, own)
    requireReady(own)
    if (!isSameName(name, own.known.姓名)) throw refusal('pledges.not-your-name', { name: own.known.姓名 })
    await requireCode(context, campaign, own)
    const last = await context.read(PledgeReceipt).first({ order: ['-data.number'] })
    const number = (last?.data.number ?? 0) + 1
    const previous = last === undefined ? '' : linkOf(last.data.proof)
    const { template, person } = own
    const parts = { id, number: String(number), previous, signedAt: context.now, channel, ...bound(context, own) }
    const receipt: PledgeReceipt = {
      ...{ campaign, person, number, name: own.known.姓名, title: template.title, kind: template.kind },
      unit: (await organisation(context)).postsHeldBy(person)[0]?.unit ?? '',
      signedAt: context.now,
      nameHidden: false,
      proof: prove(context.seal, parts),
    }
    return create(PledgeReceipt, id, receipt, [
      { do: 'campaigns.settle', input: { campaign, person, state: 'done', answer: id, takenAt: context.now } },
      { do: 'pledges.handOver', input: { receipt: id }, at: later(context.now, COPY_AFTER) },
      ...dutiesOf(own, receipt, id),
      ...(template.sign === 'name' ? [] : [{ do: 'pledges.dropCode', input: { campaign, person } }]),
    ])
  },
  outputOf: signedOf,
})

/** What a responsibility letter lays upon whoever signs it, as tasks. */
const dutiesOf = ({ duties, person, openedBy }: Asked, { unit, title }: PledgeReceipt, receipt: string): Wish[] =>
  duties.length === 0
    ? []
    : [{ do: 'duties.begin', input: { receipt, person, unit, title, askedBy: openedBy, duties } }]

/** Everything of the text and of who signs it, line by line, so that a change can be named. */
const bound = (context: Context, { template, textHash, known, person, reading }: Asked): Record<string, string> => {
  const values = reading?.data.values ?? {}
  const lines = filledText(template, { ...known, ...values }).split('\n')
  return {
    ...{
      office: context.content.only(Office).name['zh-CN'],
      person,
      name: known.姓名,
      unit: known.单位,
      post: known.岗位,
    },
    ...{
      template: template.name,
      version: String(template.version),
      title: template.title,
      textHash,
      how: template.sign,
    },
    ...Object.fromEntries(Object.entries(values).map(([name, value]) => [`value ${name}`, value])),
    ...Object.fromEntries(lines.map((line, n) => [`text ${n + 1}`, line])),
  }
}
