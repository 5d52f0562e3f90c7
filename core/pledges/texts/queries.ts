import { z } from 'zod'
import { READERS } from '../../campaigns/index.ts'
import { notFound } from '../../kernel/errors.ts'
import { query } from '../../kernel/operation.ts'
import { TemplateName, TemplateSchema } from '../template.ts'
import { type Standing, standingPledge, standingPledges } from './book.ts'
import { faultsOf } from './faults.ts'
import { markOf } from './write.ts'

const State = z.enum(['in-force', 'withdrawn', 'draft'])

const stateOf = ({ template, withdrawn }: Standing): z.infer<typeof State> =>
  withdrawn !== undefined ? 'withdrawn' : template === undefined ? 'draft' : 'in-force'

export const texts = query({
  name: 'pledges.texts',
  summary: 'List all pledges with the version that is in force, and whether one has a draft',
  allow: [...READERS],
  input: z.strictObject({}),
  output: z.strictObject({
    rows: z.array(
      z.strictObject({
        ...{ name: z.string(), title: z.string(), version: z.number(), state: State },
        hasDraft: z.boolean(),
      }),
    ),
  }),
  async run(context) {
    const rows = (await standingPledges(context)).flatMap((each) => {
      const template = each.template ?? each.draft?.template
      if (template === undefined) return []
      const { name, title, version } = template
      return [{ name, title, version, state: stateOf(each), hasDraft: each.draft !== undefined }]
    })
    return { rows }
  },
})

/** One pledge with its text: the newest version, an older one, or the draft. */
export const text = query({
  name: 'pledges.text',
  summary: 'Read the text of a pledge: the newest version, any older one, or what is drafted',
  allow: [...READERS],
  input: z.strictObject({
    name: TemplateName,
    /** The newest where it is absent; 0 is the draft. */
    version: z.coerce.number().int().min(0).optional(),
  }),
  output: z.strictObject({
    template: TemplateSchema,
    state: State,
    /** Whether this is the draft; then `mark` is what `pledges.publish` takes. */
    mark: z.string().optional(),
    faults: z.array(z.strictObject({ kind: z.string(), name: z.string() })),
    /** All versions that can be read, the newest first. */
    versions: z.array(z.number()),
    hasDraft: z.boolean(),
    /** Why the newest version was withdrawn. */
    reason: z.string().optional(),
  }),
  async run(context, { name, version }) {
    const pledge = await standingPledge(context, name)
    const drafted = pledge?.draft?.template
    const wanted =
      version === undefined
        ? (pledge?.template ?? drafted)
        : version === 0
          ? drafted
          : pledge?.versions.find((each) => each.version === version)
    if (pledge === undefined || wanted === undefined) throw notFound('pledges.unknown-template', { template: name })
    return {
      ...{ template: wanted, state: wanted === drafted ? 'draft' : stateOf(pledge), hasDraft: drafted !== undefined },
      ...(wanted === drafted ? { mark: markOf(wanted) } : {}),
      faults: [...faultsOf(wanted)].map((fault) => ({ kind: fault.kind, name: fault.name })),
      versions: pledge.versions.map((each) => each.version),
      ...(pledge.withdrawn === undefined ? {} : { reason: pledge.withdrawn.reason }),
    }
  },
})
