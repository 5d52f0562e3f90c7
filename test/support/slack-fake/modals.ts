import { inputProblems, isObject, textProblems } from './blocks.ts'

/** How long a trigger may be used, in milliseconds. */
const GOOD_FOR = 3_000

const KNOWN = [
  'type',
  'callback_id',
  'private_metadata',
  'notify_on_close',
  'title',
  'submit',
  'close',
  'blocks',
  'clear_on_close',
  'external_id',
  'submit_disabled',
]

/** What Slack's reference says of modals; each problem in one line. */
export const modalProblems = (view: unknown): readonly string[] => {
  if (!isObject(view) || view.type !== 'modal') return ['the view is no modal']
  const { blocks, callback_id = '', private_metadata = '' } = view
  const problems = Object.keys(view)
    .filter((key) => !KNOWN.includes(key))
    .map((key) => `unknown member ${key} of a modal`)
  if (String(callback_id).length > 255) problems.push('callback_id above 255')
  if (String(private_metadata).length > 3_000) problems.push('private_metadata above 3,000')
  problems.push(...textProblems(view.title, 24))
  for (const each of [view.submit, view.close]) if (each !== undefined) problems.push(...textProblems(each, 24))
  if (!Array.isArray(blocks) || blocks.length < 1 || blocks.length > 100) return [...problems, '1 to 100 blocks']
  const ids = blocks.map((block: unknown) => (isObject(block) ? block.block_id : undefined))
  if (new Set(ids).size < ids.length) problems.push('block_id twice')
  const inputs = blocks.some((block: unknown) => isObject(block) && block.type === 'input')
  if (inputs && view.submit === undefined) problems.push('inputs without submit')
  return [...problems, ...blocks.flatMap((block: unknown) => inputProblems(block))]
}

/** The triggers that were given out: each opens one modal, soon. */
export class Triggers {
  private readonly given = new Map<string, { readonly at: number; readonly user: string; used: boolean }>()

  constructor(private readonly now: () => number) {}

  give(trigger: string, user: string): string {
    this.given.set(trigger, { at: this.now(), user, used: false })
    return trigger
  }

  /** Whose it is; or Slack's word for what is wrong with it. */
  use(trigger: string): { readonly user: string } | { readonly error: string } {
    const given = this.given.get(trigger)
    if (given === undefined) return { error: 'invalid_trigger_id' }
    if (given.used) return { error: 'exchanged_trigger_id' }
    if (this.now() - given.at > GOOD_FOR) return { error: 'expired_trigger_id' }
    given.used = true
    return { user: given.user }
  }
}
