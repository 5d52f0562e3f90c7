import { z } from 'zod'
import { type ContentFault, contentPiece } from '../content/content.ts'
import { Localized } from '../content/localized.ts'
import { ConditionFault, condition, type Variables } from './condition.ts'

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
  fill: z.enum(['place', 'since', 'wanted', 'against']).optional(),
}

const Option = z.strictObject({
  value: z.string().regex(/^[a-zA-Z0-9-]{1,24}$/),
  label: Localized,
  help: Localized.optional(),
})

export const Field = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), ...Common, max: z.number().int().positive().default(200) }),
  z.strictObject({ kind: z.literal('longText'), ...Common, max: z.number().int().positive().default(10_000) }),
  z.strictObject({ kind: z.literal('choice'), ...Common, options: z.array(Option).min(2).max(40) }),
  z.strictObject({ kind: z.literal('several'), ...Common, options: z.array(Option).min(2).max(40) }),
  z.strictObject({
    kind: z.literal('number'),
    ...Common,
    min: z.number().optional(),
    max: z.number().optional(),
    /** Takes no fractions, such as of people. */
    whole: z.boolean().default(false),
  }),
  z.strictObject({ kind: z.literal('date'), ...Common }),
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

export const Form = z.strictObject({
  name: z.string().regex(/^[a-z][a-z-]{0,30}$/),
  version: z.number().int().positive(),
  title: Localized,
  /** Shown before the first question. */
  intro: Localized.optional(),
  /** Show all answers for confirmation before sending; short forms may do without. */
  review: z.boolean().default(true),
  submit: Localized.optional(),
  fields: z.array(Field).min(1).max(60),
})
export type Form = z.infer<typeof Form>

/** `content/forms/*.yaml`: forms as data, asked one question at a time. */
export const Forms = contentPiece<Form>({
  name: 'forms',
  files: 'forms/*.yaml',
  schema: Form,
  check: function* (form): Iterable<ContentFault> {
    const names = new Set<string>()
    for (const [n, field] of form.fields.entries()) {
      if (names.has(field.name))
        yield { at: ['fields', n, 'name'], message: `"${field.name}" stands twice in this form` }
      names.add(field.name)
    }
    for (const [n, field] of form.fields.entries()) {
      yield* faultsOf(
        () => field.visibleIf && condition(field.visibleIf, variablesOf(form)),
        ['fields', n, 'visibleIf'],
      )
      yield* faultsOf(
        () => field.validIf && condition(field.validIf.rule, variablesOf(form)),
        ['fields', n, 'validIf', 'rule'],
      )
    }
  },
})

/** How the answers of a form stand in conditions; what is not answered is empty. */
export const variablesOf = (form: Form): Variables =>
  Object.fromEntries(form.fields.map((field) => [field.name, KINDS[field.kind]]))

const KINDS = {
  text: 'string',
  longText: 'string',
  choice: 'string',
  several: 'list',
  number: 'double',
  date: 'string',
  place: 'map',
  files: 'list',
  unit: 'string',
  units: 'list',
  person: 'string',
  matter: 'string',
  consent: 'bool',
} as const satisfies Record<Field['kind'], Variables[string]>

function* faultsOf(attempt: () => unknown, at: readonly (string | number)[]): Iterable<ContentFault> {
  try {
    attempt()
  } catch (error) {
    if (!(error instanceof ConditionFault)) throw error
    yield { at, message: error.message }
  }
}
