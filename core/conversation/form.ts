import { z } from 'zod'
import { Localized } from '../content/localized.ts'

/** The most that one form holds. */
export const MOST = { fields: 60, options: 40, groups: 20, computed: 30 } as const

const Common = {
  name: z
    .string()
    .regex(/^[a-z][a-zA-Z0-9]{0,30}$/, 'must be a word of letters and digits that begins with a small letter'),
  /** The question. */
  ask: Localized,
  /** The name of the answer in the summary. */
  label: Localized,
  help: Localized.optional(),
  required: z.boolean().default(true),
  /** Not asked, only shown for confirmation, where it can be changed: for what most people have nothing to say about. */
  quiet: z.boolean().default(false),
  /** CEL over the other answers: asked only while it holds. */
  visibleIf: z.string().optional(),
  /** CEL over all answers, this one among them. */
  validIf: z.object({ rule: z.string(), say: Localized }).optional(),
  /** The part of an extraction that answers this field from the first words. */
  fill: z.enum(['place', 'since', 'wanted', 'against', 'kind']).optional(),
  /** The group of the form that it belongs to. */
  group: z.string().optional(),
  /** Offered as a button that one tap takes; a quiet field has it until it is changed. */
  default: z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]).optional(),
}

const Option = z.strictObject({
  value: z.string().regex(/^[a-zA-Z0-9-]{1,24}$/),
  label: Localized,
  help: Localized.optional(),
  /** What else people call it. */
  also: z.array(z.string().min(1).max(40)).max(40).optional(),
})

export const Field = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), ...Common, max: z.number().int().positive().default(200) }),
  z.strictObject({ kind: z.literal('longText'), ...Common, max: z.number().int().positive().default(10_000) }),
  z.strictObject({ kind: z.literal('choice'), ...Common, options: z.array(Option).min(2).max(MOST.options) }),
  z.strictObject({ kind: z.literal('several'), ...Common, options: z.array(Option).min(2).max(MOST.options) }),
  z.strictObject({
    kind: z.literal('number'),
    ...Common,
    min: z.number().optional(),
    max: z.number().optional(),
    /** Takes no fractions, such as of people. */
    whole: z.boolean().default(false),
  }),
  z.strictObject({ kind: z.literal('date'), ...Common }),
  z.strictObject({ kind: z.literal('time'), ...Common }),
  z.strictObject({ kind: z.literal('place'), ...Common }),
  z.strictObject({ kind: z.literal('files'), ...Common, max: z.number().int().min(1).max(50).default(9) }),
  z.strictObject({ kind: z.literal('unit'), ...Common }),
  z.strictObject({ kind: z.literal('units'), ...Common }),
  z.strictObject({ kind: z.literal('person'), ...Common }),
  z.strictObject({ kind: z.literal('matter'), ...Common }),
  z.strictObject({ kind: z.literal('consent'), ...Common }),
])
export type Field = z.infer<typeof Field>
export type FieldOf<K extends Field['kind']> = Extract<Field, { kind: K }>

/** Never asked: worked out from the answers. Without a label it is not shown either. */
const Computed = z.strictObject({
  name: Common.name,
  label: Localized.optional(),
  /** CEL over the answers and other computed values. */
  value: z.string(),
})
export type Computed = z.infer<typeof Computed>

/** Fields that belong together, asked once or again and again. */
const Group = z.strictObject({
  name: Common.name,
  label: Localized,
  /** Asked again until the person says that it is enough. */
  repeat: z
    .strictObject({ min: z.number().int().min(0).default(1), max: z.number().int().min(1).max(50).default(10) })
    .optional(),
})
export type Group = z.infer<typeof Group>

const Keep = z.strictObject({
  for: z.enum(['everyone', 'person']),
  /** Whose answers they are: known by name; found again by the same chat and by nobody else; or never known. */
  who: z.enum(['named', 'blinded', 'nobody']).default('nobody'),
  /** The command that fills it in; `/fill` where absent. */
  command: z.string().optional(),
  /** How many days they are kept. */
  days: z.number().int().min(30).max(36_500).default(1_095),
})

export const Form = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]{0,30}$/),
  version: z.number().int().positive(),
  title: Localized,
  /** A field with options: what was chosen in it heads the summary instead of the title, and has no line of its own there. */
  headedBy: z.string().optional(),
  /** Shown before the first question. */
  intro: Localized.optional(),
  /** Show all answers for confirmation before sending; short forms may do without. */
  review: z.boolean().default(true),
  submit: Localized.optional(),
  groups: z.array(Group).max(MOST.groups).default([]),
  fields: z.array(Field).min(1).max(MOST.fields),
  computed: z.array(Computed).max(MOST.computed).default([]),
  /** Tells of problems and places: it may ask for nobody's name but that of the official responsible. */
  namesNobody: z.boolean().default(false),
  /** Its answers are kept as records; it is then on the list of `/forms`. */
  keep: Keep.optional(),
})
export type Form = z.infer<typeof Form>
