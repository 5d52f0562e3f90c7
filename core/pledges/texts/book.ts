import { z } from 'zod'
import type { Context } from '../../kernel/context.ts'
import { type RecordOf, record } from '../../kernel/record.ts'
import { type Template, TemplateSchema, templatesOf } from '../template.ts'

const Act = { by: z.string(), at: z.string() }

/**
 * What officers wrote of one pledge: a draft, the versions that were in force with it, and which were withdrawn. Its id
 * is `pt-` and the pledge's name; versions of the content files stand in those files.
 */
export const PledgeText = record('pledge-text', {
  prefix: 'pt',
  schema: z.strictObject({
    /** Its version is the one that it would become. */
    draft: z.strictObject({ ...Act, template: TemplateSchema }).optional(),
    /** Never changed and never left out: what was signed can be read for ever. */
    versions: z.array(z.strictObject({ ...Act, template: TemplateSchema })),
    withdrawn: z.array(z.strictObject({ ...Act, version: z.number().int(), reason: z.string() })),
  }),
  keepSteps: 20,
})
export type PledgeText = RecordOf<typeof PledgeText>

export const textId = (name: string): string => `${PledgeText.prefix}-${name}`

export const NOTHING_WRITTEN: PledgeText = { versions: [], withdrawn: [] }

/** A pledge as it stands. */
export interface Standing {
  readonly name: string
  /** The newest version; none while there is only a draft. */
  readonly template: Template | undefined
  /** Why it can't be signed now. */
  readonly withdrawn: PledgeText['withdrawn'][number] | undefined
  readonly draft: PledgeText['draft']
  /** All versions that can still be read, the newest first. */
  readonly versions: readonly Template[]
}

const standing = (name: string, files: readonly Template[], written: PledgeText = NOTHING_WRITTEN): Standing => {
  const versions = [...written.versions.map(({ template }) => template), ...files].toSorted(
    (a, b) => b.version - a.version,
  )
  const [template] = versions
  const withdrawn = written.withdrawn.find(({ version }) => version === template?.version)
  return { name, template, withdrawn, draft: written.draft, versions }
}

type Reading = Pick<Context, 'read' | 'content'>

/** All pledges: those of the content, those that officers wrote anew, and those that they added. */
export const standingPledges = async (context: Reading): Promise<readonly Standing[]> => {
  const written = new Map<string, PledgeText>()
  for await (const { id, data } of context.read(PledgeText).stream({}))
    written.set(id.slice(PledgeText.prefix.length + 1), data)
  const files = templatesOf(context.content)
  const names = new Set([...files.map(({ name }) => name), ...written.keys()])
  return [...names].map((name) =>
    standing(
      name,
      files.filter((each) => each.name === name),
      written.get(name),
    ),
  )
}

/** One pledge as it stands; undefined where there is none of this name. */
export const standingPledge = async (context: Reading, name: string): Promise<Standing | undefined> => {
  const files = templatesOf(context.content).filter((each) => each.name === name)
  const written = (await context.read(PledgeText).get(textId(name)))?.data
  return files.length === 0 && written === undefined ? undefined : standing(name, files, written)
}

/** The version that is signed now; undefined where there is none, or where it was withdrawn. */
export const templateInForce = async (context: Reading, name: string): Promise<Template | undefined> => {
  const found = await standingPledge(context, name)
  return found?.withdrawn === undefined ? found?.template : undefined
}
