import { command, type Talk } from '../conversation/command.ts'
import { Place } from '../conversation/conversation.ts'
import { listIn, photosIn, wordsIn } from '../feedback/answers.ts'
import { afterIn } from '../kernel/walk.ts'
import { mask } from '../privacy/mask.ts'
import { COUNTED, list, read } from './lists.ts'
import { showButton } from './notices.ts'
import { AFFECTED, URGENCY } from './problem.ts'
import { report } from './report.ts'
import { saidOf } from './said.ts'
import { brewingReply } from './view.ts'

const REPORTERS = ['information-officer', 'officer', 'director'] as const
const SHOWN = 10

/** An information officer reports what is brewing, in two minutes. */
const brewing = command({
  name: 'brewing',
  for: REPORTERS,
  summary: 'brewing.report',
  words: 'brewing.report-words',
  form: 'brewing',
  reads: saidOf,
  // Names and numbers of people have no place here: said before it is sent, in words, and never in the way.
  hint: async (talk, _args, answers) => {
    const place = Place.safeParse(answers.place).data
    // The figures of a pin are nobody's number.
    const where = place === undefined || place.lat !== undefined ? '' : place.text
    const said = [wordsIn(answers, 'text'), wordsIn(answers, 'since'), where].join('\n')
    return mask(said).count > 0 ? talk.text('brewing.hint-private') : undefined
  },
  async run(talk, _args, answers) {
    const place = Place.safeParse(answers.place).data
    const { chat } = talk
    const { id, number, hearsBy } = await talk.execute(report, {
      text: wordsIn(answers, 'text'),
      ...(place === undefined ? {} : { place }),
      ...(answers.since === undefined ? {} : { since: wordsIn(answers, 'since') }),
      affected: AFFECTED.find((each) => each === answers.affected) ?? 'unknown',
      urgency: URGENCY.find((each) => each === answers.urgency) ?? 'soon',
      attachments: photosIn(answers),
      responsible: listIn(answers, 'responsible'),
      chat: { key: chat.key, sealed: chat.sealed, bond: chat.bond, channel: chat.channel },
    })
    const say = answers.urgency === 'now' ? 'brewing.reported-now' : 'brewing.reported'
    return [{ say, params: { number, day: hearsBy }, choices: [showButton(id)] }]
  },
})

/** `brewings`, `brewings all`, `brewings all CURSOR`: what goes on; for information officers all that they reported. */
const brewings = command({
  name: 'brewings',
  for: 'person',
  summary: 'brewing.list',
  words: 'brewing.list-words',
  async run(talk, [which, begin]) {
    const isOffice = talk.actor.kind === 'person' && talk.actor.roles.some((role) => role !== 'information-officer')
    const only = which === 'all' ? 'all' : isOffice ? 'open' : 'own'
    const page = afterIn(begin)
    const { rows, all, next } = await talk.execute(list, { only, limit: SHOWN, ...page })
    if (rows.length === 0 && page.after !== undefined) return talk.begin('brewings', which === undefined ? [] : [which])
    const left = next === undefined ? [] : [{ say: 'chat.list-more', token: `brewings ${only} ${next}` }]
    const more = [...left, ...(only === 'open' ? [{ say: 'brewing.button.all', token: 'brewings all' }] : [])]
    if (rows.length === 0) return [{ say: `brewing.none-${only}`, choices: more }]
    const lines = rows.map(({ number, state, urgency, place, text }) =>
      talk.text('brewing.line', {
        ...{ number, place: place || talk.text('brewing.no-place'), text, state: talk.text(`brewing.state-${state}`) },
        urgent: urgency === 'now' ? talk.text('brewing.mark-now') : '',
      }),
    )
    return [
      {
        words: [page.after === undefined ? headWords(talk, only, all) : talk.text('brewing.head-next'), ...lines].join(
          '\n',
        ),
        choices: [
          ...rows.map(({ id, number }) => ({
            say: 'brewing.button.open',
            params: { number },
            token: `brewing_show ${id}`,
          })),
          ...more,
        ],
      },
    ]
  },
})

/** How many there are in all, on the first page. */
const headWords = (talk: Talk, only: 'open' | 'all' | 'own', all: number): string => {
  const many = only !== 'own' && all > COUNTED
  const count = many ? talk.text('brewing.count-more', { count: COUNTED }) : talk.text('brewing.count', { count: all })
  return talk.text(`brewing.head-${only}`, { count })
}

const show = command({
  name: 'brewing_show',
  for: 'person',
  summary: 'brewing.show',
  listed: false,
  async run(talk, args) {
    const { id, data, own } = await talk.execute(read, { brewing: args.join('').slice(0, 60) || '-' })
    return [await brewingReply(talk, id, data, own)]
  },
})

export const reportCommands = [brewing, brewings, show]
