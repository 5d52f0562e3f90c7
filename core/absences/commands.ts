import { toDay } from '../calendar/index.ts'
import { Office } from '../content/office.ts'
import { command, type Reply, type Talk } from '../conversation/command.ts'
import type { Answers } from '../conversation/conversation.ts'
import { personMeant } from '../people/called.ts'
import { announce } from './announce.ts'
import { type BoardRow, board, own } from './board.ts'
import { end } from './end.ts'
import { isOwnAbsence } from './own-absence.ts'
import { readAbsence } from './read-absence.ts'

/** "我7月1日到10日请假，由李四代": announces an absence, asking only what the words do not say. */
const leave = command({
  name: 'leave',
  for: 'person',
  summary: 'absence.leave',
  words: 'absence.leave-words',
  sentence: true,
  hears: (_content, words) => (/请.{1,4}假(?!期|日)/u.test(words) ? [words] : undefined),
  takes: async ({ now, content }, words) => (isOwnAbsence(words, now, content.only(Office).timezone) ? [] : undefined),
  form: 'absence',
  async begin(talk, args) {
    const { from, to, standIn } = readAbsence(args.join(' '), talk.now, talk.content.only(Office).timezone)
    const person = standIn === undefined ? await onlyBRole(talk) : await personMeant(talk, standIn)
    return {
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
      ...(person === undefined ? {} : { standIn: person }),
    }
  },
  async run(talk, _args, answers) {
    const announced = await talk.execute(announce, inputOf(answers))
    const org = await talk.organisation()
    const { from, to, workingDays, as, absence } = announced
    const name = announced.standIn === undefined ? '' : (org.person(announced.standIn)?.name ?? '')
    return [
      {
        say: as === undefined ? 'absence.announced-alone' : `absence.announced-${as}`,
        params: { from, to, workingDays, standIn: name },
        choices: [{ say: 'absence.button.take-back', token: `leave_end ${absence}` }],
      },
    ]
  },
})

const inputOf = ({ from, to, standIn }: Answers) => ({
  ...{ from: toDay(String(from)), to: toDay(String(to)) },
  ...(standIn === undefined ? {} : { standIn: String(standIn) }),
})

/** The B-role, where one person is that for every post of whoever talks and is there. */
const onlyBRole = async (talk: Talk): Promise<string | undefined> => {
  if (talk.actor.kind !== 'person') return undefined
  const org = await talk.organisation()
  const all = [...new Set(org.postsHeldBy(talk.actor.person).map(({ standIn }) => standIn))]
  return all.length === 1 && org.person(all[0] ?? '')?.state === 'active' ? all[0] : undefined
}

/** Takes an absence back, or ends it. */
const leaveEnd = command({
  name: 'leave_end',
  for: 'person',
  summary: 'absence.back',
  listed: false,
  async run(talk, [absence = '']) {
    const { cancelled } = await talk.execute(end, { absence })
    return [
      {
        say: cancelled ? 'absence.taken-back' : 'absence.ended',
        choices: [{ say: 'staff.button.queue', token: 'queue' }],
      },
    ]
  },
})

/** "我回来了": one's own absences that are not over, each with its button. */
const back = command({
  name: 'back',
  for: 'person',
  summary: 'absence.back',
  words: 'absence.back-words',
  async run(talk) {
    const { absences } = await talk.execute(own, {})
    const open = absences.filter(({ state }) => state === 'ahead' || state === 'running').slice(0, 8)
    if (open.length === 0) return [{ say: 'absence.none', choices: [{ say: 'absence.leave', token: 'leave' }] }]
    return [
      {
        say: 'absence.own',
        params: {
          lines: open.map(({ from, to, state }) => talk.text(`absence.own-${state}`, { from, to })).join('\n'),
        },
        choices: open.map(({ absence, from, state }) => ({
          say: state === 'running' ? 'absence.button.end' : 'absence.button.take-back-of',
          params: { from },
          token: `leave_end ${absence}`,
        })),
      },
    ]
  },
})

/** "谁在岗": the board on the door of a unit. */
const onDuty = command({
  name: 'on_duty',
  for: 'everyone',
  summary: 'absence.board',
  words: 'absence.board-words',
  sentence: true,
  async run(talk, args) {
    const org = await talk.organisation()
    const words = args.join(' ')
    const unit = org.unit(words)?.code ?? org.unitsNamedIn(words)[0]?.code
    return unit === undefined ? talk.begin('on_duty_at') : shown(talk, unit)
  },
})

/** Asks of which unit. */
const onDutyAt = command({
  name: 'on_duty_at',
  for: 'everyone',
  summary: 'absence.board',
  listed: false,
  form: 'on-duty',
  run: (talk, _args, answers) => shown(talk, String(answers.unit)),
})

const shown = async (talk: Talk, code: string): Promise<readonly Reply[]> => {
  const { unit, receiving, away } = await talk.execute(board, { unit: code })
  const words = [
    talk.text(receiving.length === 0 ? 'absence.board-nobody' : 'absence.board-head', {
      unit,
      names: receiving.join(talk.text('list.comma')),
    }),
    ...(away.length === 0 ? [talk.text('absence.board-all')] : away.map((row) => lineWords(talk, row))),
  ]
  return [{ words: words.join('\n'), choices: [{ say: 'absence.button.other-unit', token: 'on_duty_at' }] }]
}

const lineWords = (talk: Talk, { name, posts, until, standIn }: BoardRow): string =>
  talk.text(standIn === undefined ? 'absence.board-line-alone' : 'absence.board-line', {
    ...{ name, until, posts: posts.join(talk.text('list.comma')) },
    ...(standIn === undefined ? {} : { standIn }),
  })

export const absenceCommands = [leave, leaveEnd, back, onDuty, onDutyAt]
