import { command, type Talk } from '../../conversation/command.ts'
import { refusal } from '../../kernel/errors.ts'
import { Part } from '../excerpt/excerpt.ts'
import { excerpt, settleExcerpt, takeExcerpt } from '../excerpt/use.ts'
import { excerptButtons, excerptWords, leftOf } from './excerpt-view.ts'
import { done } from './words.ts'

/**
 * `excerpt ID`: what a model read out of a case and is for whoever asks to decide. `excerpt ID take PART` takes a part
 * over (`take against N` the one of them), `excerpt ID danger yes|no` says whether there is a danger, `excerpt ID leave` leaves the rest.
 */
export const excerptCommand = command({
  name: 'excerpt',
  for: ['officer', 'director', 'handler'],
  summary: 'staff.excerpt-command',
  listed: false,
  async run(talk, [id = '', what, part, n]) {
    const { number = '', excerpt: shown } = await talk.execute(excerpt, { case: id.slice(0, 60) })
    if (shown === undefined) return [done('staff.excerpt-none', id)]
    if (what === 'take') return taken(talk, id, Part.exclude(['danger']).safeParse(part).data, Number(n ?? 0))
    if (what === 'danger' && (part === 'yes' || part === 'no')) {
      const danger = part === 'yes'
      await talk.execute(settleExcerpt, { case: id, parts: ['danger'], danger })
      return [done(`staff.excerpt-danger-${danger ? 'yes' : 'no'}`, id, { number })]
    }
    if (what === 'leave') {
      await talk.execute(settleExcerpt, { case: id, parts: leftOf(shown) })
      return [done('staff.excerpt-left', id)]
    }
    const org = await talk.organisation()
    const words = excerptWords(talk, org, shown)
    return [{ words: `${number}\n\n${words}`, choices: [...excerptButtons(org, id, shown)] }]
  },
})

const taken = async (talk: Talk, id: string, part: Exclude<Part, 'danger'> | undefined, n: number) => {
  if (part === undefined) throw refusal('case.excerpt-settled')
  const { number } = await talk.execute(takeExcerpt, { case: id, part, n })
  return [done(`staff.excerpt-taken.${part}`, id, { number })]
}
