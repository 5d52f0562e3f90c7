import { officeIn } from '../content/office.ts'
import { command, type Talk } from '../conversation/command.ts'
import type { Answers } from '../conversation/conversation.ts'
import { Refusal } from '../kernel/errors.ts'
import { photosIn, wordsIn } from './answers.ts'
import type { CaseData } from './case.ts'
import { statusReply } from './citizen-view.ts'
import { complain, split } from './complain-commands.ts'
import { hear } from './hear-command.ts'
import { type CaseStep, requireStep } from './lifecycle.ts'
import { byCode, mine, own } from './queries.ts'
import { add, rate, reopen, reply, requireReopenable, stayed, withdraw } from './reporter-steps.ts'
import { rulesOf } from './rules.ts'
import { CODE_DIGITS } from './submit.ts'

/** More about the case that is open, or something new? One tap. */
export const sort = command({
  name: 'sort',
  for: 'everyone',
  summary: 'feedback.complain',
  listed: false,
  form: 'sort',
  async run(talk, [id = ''], answers) {
    const { to: _to, ...said } = answers
    if (answers.to === 'new') return talk.begin('complain', [], said)
    await talk.execute(add, { case: id, text: wordsIn(said, 'text'), files: photosIn(said) })
    return [{ say: 'feedback.added' }]
  },
})

/** Words that look like an advertisement go on as a report where they were meant as one. */
export const advert = command({
  name: 'advert',
  for: 'everyone',
  summary: 'feedback.complain',
  listed: false,
  form: 'advert',
  run: async (talk, _args, { to, ...said }) =>
    to === 'report' ? talk.begin('complain', [], said) : [{ say: 'feedback.advert-dropped' }],
})

interface Reported {
  readonly id: string
  readonly data: CaseData
}

/** One case of the person who asks: named by a button, or the only or newest one. */
const chosen = async (
  talk: Talk,
  id: string | undefined,
  among?: readonly Reported[],
): Promise<Reported | undefined> =>
  id !== undefined && /^c[0-9a-z]{16}$/.test(id)
    ? talk.execute(own, { case: id })
    : (among ?? (await talk.execute(mine, {})).rows)[0]

export const status = command({
  name: 'status',
  for: 'everyone',
  summary: 'feedback.status',
  words: 'feedback.status-words',
  async run(talk, [id]) {
    const { rows } = await talk.execute(mine, {})
    const asked = await chosen(talk, id, rows)
    if (asked === undefined) return [{ say: 'feedback.no-cases' }]
    const others = rows.filter((row) => row.id !== asked.id).slice(0, 4)
    const reply_ = await statusReply(talk, asked.id, asked.data)
    return [
      {
        ...reply_,
        choices: [
          ...(reply_.choices ?? []),
          ...others.map((row) => ({
            say: 'feedback.button.other',
            params: { number: row.data.number },
            token: `status ${row.id}`,
          })),
        ],
      },
    ]
  },
})

/** The way back from any platform. */
export const code = command({
  name: 'code',
  for: 'everyone',
  summary: 'feedback.code',
  link: 'code',
  form: 'code',
  begin: async (_talk, args) => {
    const digits = args.join('').normalize('NFKC').replace(/\D/g, '')
    return digits.length === CODE_DIGITS ? { code: digits } : {}
  },
  run: (talk, _args, answers) =>
    talk.guess(async () => {
      try {
        const found = await talk.execute(byCode, { code: wordsIn(answers, 'code') })
        talk.follow(found.id, found.data.reporter === 'nothing')
        return [await statusReply(talk, found.id, found.data)]
      } catch (error) {
        if (error instanceof Refusal && error.code === 'case.not-found') return undefined
        throw error
      }
    }),
})

export const addMore = command({
  name: 'add',
  for: 'everyone',
  summary: 'feedback.add',
  form: 'add',
  begin: async (talk, [id]) => {
    if ((await chosen(talk, id)) === undefined) throw new Refusal('case.none-yet')
    return {}
  },
  async run(talk, [id], answers) {
    const found = await chosen(talk, id)
    if (found === undefined) return [{ say: 'feedback.no-cases' }]
    await talk.execute(add, { case: found.id, text: wordsIn(answers, 'text'), files: photosIn(answers) })
    return [{ say: 'feedback.added' }]
  },
})

/** What can't be done now is said before anything is asked. @throws Refusal `case.not-now-<state>`, `case.not-found` */
const onlyNow = async (talk: Talk, id: string, step: CaseStep): Promise<Answers> => {
  requireStep((await talk.execute(own, { case: id })).data, step)
  return {}
}

export const replyTo = command({
  name: 'reply',
  for: 'everyone',
  summary: 'feedback.reply',
  listed: false,
  form: 'reply',
  begin: (talk, [id = '']) => onlyNow(talk, id, 'reply'),
  async run(talk, [id = ''], answers) {
    await talk.execute(reply, {
      case: id,
      text: wordsIn(answers, 'text') || talk.text('feedback.see-photos'),
      files: photosIn(answers),
    })
    return [{ say: 'feedback.replied' }]
  },
})

export const rateAnswer = command({
  name: 'rate',
  for: 'everyone',
  summary: 'feedback.rate',
  listed: false,
  form: 'rating',
  begin: (talk, [id = '']) => onlyNow(talk, id, 'rate'),
  async run(talk, [id = ''], answers) {
    const score = (name: string): number | undefined =>
      answers[name] === undefined ? undefined : Number(answers[name])
    const solved = answers.solved === 'yes' ? 'yes' : answers.solved === 'partly' ? 'partly' : 'no'
    await talk.execute(rate, {
      case: id,
      solved,
      attitude: score('attitude'),
      speed: score('speed'),
      words: wordsIn(answers, 'words'),
    })
    if (solved === 'yes') return [{ say: 'feedback.rated-solved' }]
    return [
      {
        say: 'feedback.rated-unsolved',
        choices: [{ say: 'feedback.button.reopen', token: `reopen ${id}`, style: 'primary' }],
      },
    ]
  },
})

export const reopenCase = command({
  name: 'reopen',
  for: 'everyone',
  summary: 'feedback.reopen',
  listed: false,
  form: 'reopen',
  begin: async (talk, [id = '']) => {
    const { data } = await talk.execute(own, { case: id })
    requireStep(data, 'reopen')
    requireReopenable(data, talk.now, rulesOf(talk.content).reopenDays)
    return {}
  },
  async run(talk, [id = ''], answers) {
    await talk.execute(reopen, { case: id, reason: wordsIn(answers, 'reason') })
    return [{ say: 'feedback.reopened' }]
  },
})

export const stayedSolved = command({
  name: 'stayed',
  for: 'everyone',
  summary: 'feedback.status',
  listed: false,
  async run(talk, [id = '', solved]) {
    await talk.execute(stayed, { case: id, solved: solved === 'yes' })
    return [{ say: solved === 'yes' ? 'feedback.stayed' : 'feedback.came-back' }]
  },
})

export const withdrawCase = command({
  name: 'withdraw',
  for: 'everyone',
  summary: 'feedback.withdraw',
  words: 'feedback.withdraw-words',
  form: 'withdraw',
  begin: async (talk, [id]) => {
    const found = await chosen(talk, id)
    if (found === undefined) throw new Refusal('case.none-yet')
    return {}
  },
  async run(talk, [id], answers) {
    const found = await chosen(talk, id)
    if (answers.sure !== 'yes' || found === undefined) return [{ say: 'feedback.not-withdrawn' }]
    await talk.execute(withdraw, { case: found.id })
    return [{ say: 'feedback.withdrawn', params: { number: found.data.number } }]
  },
})

export const about = command({
  name: 'about',
  for: 'everyone',
  summary: 'feedback.about',
  async run(talk) {
    return [{ say: 'feedback.about-text', params: officeIn(talk.content, talk.language) }]
  },
})

export const citizenCommands = [
  hear,
  sort,
  advert,
  complain,
  split,
  status,
  code,
  addMore,
  replyTo,
  rateAnswer,
  reopenCase,
  stayedSolved,
  withdrawCase,
  about,
]
