import { inLanguage } from '../content/localized.ts'
import { command, type Reply, type Talk } from '../conversation/command.ts'
import { type Answers, Place } from '../conversation/conversation.ts'
import { mattersOf } from '../matters/matter.ts'
import { ReporterMode } from '../reporters/reporter.ts'
import { listIn, photosIn, wordsIn } from './answers.ts'
import { problems } from './problems.ts'
import { Kind, submit } from './submit.ts'

/** `12345678…` as `1234-5678-…`, easy to read aloud. */
export const spelled = (code: string): string => code.match(/\d{1,4}/g)?.join('-') ?? code

/** So many characters of a part tell which one it is. */
const SHOWN = 60

export const complain = command({
  name: 'complain',
  for: 'everyone',
  summary: 'feedback.complain',
  form: 'complaint',
  async run(talk, _args, answers) {
    const found = await talk.execute(problems, { text: wordsIn(answers, 'text') })
    return found.problems.length > 1 ? talk.begin('split', [], answers) : report(talk, answers)
  },
})

/** Several problems in one message: each for itself goes to its own unit, which is quicker; the person decides. */
export const split = command({
  name: 'split',
  for: 'everyone',
  summary: 'feedback.complain',
  listed: false,
  form: 'split',
  async run(talk, _args, { how, ...answers }) {
    if (how === 'together') return report(talk, answers)
    const found = await talk.execute(problems, { text: wordsIn(answers, 'text') })
    const receipts: Reply[] = []
    for (const [n, text] of found.problems.entries()) {
      receipts.push({ say: 'feedback.split-part', params: { n: n + 1, text: text.slice(0, SHOWN) } })
      receipts.push(...(await report(talk, { ...sinceOf(answers, text), text })))
    }
    return receipts
  },
})

/** Since when goes with the words that say so; where none of them does, it was asked, and is meant for all. */
const sinceOf = ({ since, ...answers }: Answers, part: string): Answers => {
  if (typeof since !== 'string') return answers
  return part.includes(since) || !wordsIn(answers, 'text').includes(since) ? { ...answers, since } : answers
}

/** Hands one problem in, and gives its receipt. */
const report = async (talk: Talk, answers: Answers): Promise<readonly Reply[]> => {
  const reporter = ReporterMode.parse(answers.reporter)
  const place = Place.safeParse(answers.place).data
  const { id, number, code, matter, green } = await talk.execute(submit, {
    text: wordsIn(answers, 'text'),
    kind: Kind.parse(answers.kind),
    ...(place === undefined ? {} : { place }),
    ...(answers.since === undefined ? {} : { since: wordsIn(answers, 'since') }),
    attachments: photosIn(answers),
    against: { units: listIn(answers, 'against'), people: [] },
    reporter,
    ...(answers.name === undefined ? {} : { name: wordsIn(answers, 'name') }),
    ...(answers.phone === undefined ? {} : { phone: wordsIn(answers, 'phone') }),
    language: talk.language,
    channel: talk.chat.channel,
    ...(reporter === 'nothing' ? {} : { chat: talk.chat }),
  })
  const asks = matter === undefined ? undefined : mattersOf(talk.content).get(matter)?.notOurs?.ask
  const receipt: Reply[] = [
    { say: `feedback.receipt-${reporter}`, params: { number, code: spelled(code) } },
    ...(talk.actor.kind === 'citizen' && talk.actor.isMember === true
      ? [{ say: green ? 'feedback.green' : 'feedback.not-green' }]
      : []),
    ...(asks === undefined
      ? []
      : [{ say: 'feedback.maybe-not-ours', params: { ask: inLanguage(asks, talk.language) } }]),
  ]
  if (reporter === 'nothing') talk.forget()
  else
    receipt.push({
      say: 'feedback.what-next',
      choices: [
        { say: 'feedback.button.status', token: `status ${id}` },
        { say: 'feedback.button.add', token: `add ${id}` },
      ],
    })
  return receipt
}
