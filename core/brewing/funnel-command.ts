import { calendarOf } from '../calendar/content.ts'
import { command, type Talk } from '../conversation/command.ts'
import { refusal } from '../kernel/errors.ts'
import { periodMeant } from '../ledgers/period-meant.ts'
import { placesMeant } from '../people/lookups.ts'
import { type Counts, funnel, inOrder } from './funnel.ts'

/** More places than this are no message: the ledger has them all. */
const SHOWN = 20

/** `funnel`, `funnel 上个月`, `funnel 2025-06 石桥村`, in any order: how far what was reported came, by place. */
export const funnelCommand = command({
  name: 'funnel',
  for: ['officer', 'director', 'viewer', 'auditor'],
  summary: 'brewing.funnel',
  words: 'brewing.funnel-words',
  async run(talk, args) {
    const today = calendarOf(talk.content).dayAt(talk.now)
    const said = args
      .join(' ')
      .replace(/\b(this|last) (?=year|month|quarter)/gi, '$1')
      .split(/\s+/)
      .filter(Boolean)
    const period = said.flatMap((each) => periodMeant(each, today) ?? [])[0] ?? today.slice(0, 4)
    const others = said.filter((each) => periodMeant(each, today) === undefined)
    const place = others.length === 0 ? undefined : await placeNamed(talk, others.join(' '))
    const { total, before, rows } = await talk.execute(funnel, { period, ...(place === undefined ? {} : { place }) })
    const inside = place === undefined ? undefined : (await talk.organisation()).place(place)?.name
    const head = talk.text(inside === undefined ? 'brewing.funnel-head' : 'brewing.funnel-head-in', {
      period,
      place: inside ?? '',
    })
    const lines = [
      head,
      countsWords(talk, total),
      talk.text('brewing.funnel-before', { counts: countsWords(talk, before) }),
      ...rows.slice(0, SHOWN).map((row) =>
        talk.text('brewing.funnel-line', {
          place: row.name || talk.text('brewing.funnel-no-place'),
          counts: countsWords(talk, row),
        }),
      ),
    ]
    const periods = [
      today.slice(0, 4),
      today.slice(0, 7),
      `${today.slice(0, 4)}-Q${Math.ceil(Number(today.slice(5, 7)) / 3)}`,
    ]
    return [
      {
        words: lines.join('\n'),
        choices: [
          ...rows
            .slice(0, 6)
            .flatMap(({ place: code, name }) =>
              code === undefined || code === place
                ? []
                : [{ say: 'brewing.button.place', params: { name }, token: `funnel ${period} ${code}` }],
            ),
          ...periods
            .filter((each) => each !== period || place !== undefined)
            .map((each) => ({ say: 'brewing.button.period', params: { period: each }, token: `funnel ${each}` })),
          { say: 'brewing.button.ledger', token: `ledger brewing ${period}` },
        ],
      },
    ]
  },
})

/** The place of a code, or the one that words name. @throws Refusal `brewing.funnel-unclear` */
const placeNamed = async (talk: Talk, words: string): Promise<string> => {
  const org = await talk.organisation()
  if (org.place(words) !== undefined) return words
  const [place, ...others] = placesMeant(org, words)
  if (place === undefined || others.length > 0) throw refusal('brewing.funnel-unclear', { words: words.slice(0, 40) })
  return place
}

const countsWords = (talk: Talk, counts: Counts): string =>
  inOrder(counts)
    .map(([stage, count]) => talk.text('brewing.funnel-count', { stage: talk.text(`brewing.stage-${stage}`), count }))
    .join(talk.text('brewing.funnel-between'))
