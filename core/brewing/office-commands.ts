import { type Audience, type Command, command, type Reply, type Talk } from '../conversation/command.ts'
import type { Answers } from '../conversation/conversation.ts'
import { photosIn, wordsIn } from '../feedback/answers.ts'
import { forbidden, refusal } from '../kernel/errors.ts'
import { type Part, takesPart } from './access.ts'
import { becomeCase, merge } from './join.ts'
import { alike, read } from './lists.ts'
import { backButton, button, showButton } from './notices.ts'
import { type BrewingStep, mayStep } from './problem.ts'
import { add, back, check, drop, file, find, measure, say, send, settle } from './steps.ts'

interface Taken {
  readonly id: string
  readonly number: string
  readonly steps: number
}
type Taking = (talk: Talk, id: string, answers: Answers, which: string | undefined) => Promise<Taken>

interface Way {
  readonly part?: Part
  readonly form?: string
  /** What is offered next; the way back from a wrong tap where nothing is named. */
  readonly next?: readonly string[]
}

const FOR = { officer: ['officer', 'director'], unit: ['handler'], reporter: 'person' } as const satisfies Record<
  Part,
  Audience
>

/** A step that a button leads to: at once, or after a form. What can't be done now is said before anything is asked. */
const stepCommand = (
  name: string,
  step: BrewingStep,
  take: Taking,
  { part = 'officer', form, next = ['back'] }: Way = {},
): Command =>
  command({
    name: `brewing_${name}`,
    for: FOR[part],
    summary: 'brewing.show',
    listed: false,
    ...(form === undefined ? {} : { form }),
    async begin(talk, [named = '']) {
      const { data, own } = await talk.execute(read, { brewing: named || '-' })
      const org = await talk.organisation()
      if (part === 'reporter' ? !own : !takesPart(org, talk.actor, data, part)) throw forbidden()
      if (!mayStep(data.state, step)) throw refusal('brewing.not-now', { number: data.number, state: data.state })
      return {}
    },
    async run(talk, [named = '', which], answers): Promise<readonly Reply[]> {
      const { id, data } = await talk.execute(read, { brewing: named || '-' })
      if (!mayStep(data.state, step)) {
        const params = { number: data.number, state: talk.text(`brewing.state-${data.state}`) }
        return [{ say: 'brewing.stands', params, choices: [showButton(id)] }]
      }
      const { number, steps } = await take(talk, id, answers, which)
      const follow = next.map((each) => (each === 'back' ? backButton(id, steps - 1) : button(`brewing_${each}`, id)))
      return [{ say: `brewing.done.${step}`, params: { number }, choices: [...follow, showButton(id)] }]
    },
  })

const AFTER = ['say', 'back']

const steps: readonly Command[] = [
  stepCommand('settle', 'settle', (talk, id) => talk.execute(settle, { brewing: id }), { next: AFTER }),
  stepCommand('check', 'check', (talk, id) => talk.execute(check, { brewing: id }), { next: AFTER }),
  stepCommand('file', 'file', (talk, id) => talk.execute(file, { brewing: id }), { next: AFTER }),
  stepCommand('measure', 'measure', (talk, id) => talk.execute(measure, { brewing: id }), { next: AFTER }),
  stepCommand('drop', 'drop', (talk, id) => talk.execute(drop, { brewing: id }), { next: AFTER }),
  stepCommand(
    'back',
    'back',
    (talk, id, _answers, which) => talk.execute(back, back.input.parse({ brewing: id, step: which })),
    { next: [] },
  ),
  stepCommand('case', 'becomeCase', (talk, id) => talk.execute(becomeCase, { brewing: id }), { next: [] }),
  stepCommand(
    'send',
    'send',
    (talk, id, answers) => talk.execute(send, { brewing: id, unit: wordsIn(answers, 'unit') }),
    { form: 'brewing-unit' },
  ),
  stepCommand(
    'say',
    'say',
    (talk, id, answers) => talk.execute(say, { brewing: id, words: wordsIn(answers, 'words') }),
    {
      form: 'brewing-words',
      next: [],
    },
  ),
  stepCommand(
    'add',
    'add',
    (talk, id, answers) =>
      talk.execute(add, { brewing: id, words: wordsIn(answers, 'words'), files: photosIn(answers) }),
    { part: 'reporter', form: 'brewing-more', next: [] },
  ),
  stepCommand(
    'find',
    'find',
    (talk, id, answers) =>
      talk.execute(find, { brewing: id, words: wordsIn(answers, 'words'), files: photosIn(answers) }),
    { part: 'unit', form: 'brewing-found', next: [] },
  ),
]

/** What may be the same problem, with one tap to merge; or the number of another. */
const same = command({
  name: 'brewing_same',
  for: ['officer', 'director'],
  summary: 'brewing.show',
  listed: false,
  async run(talk, [named = '', into]) {
    const { id, data } = await talk.execute(read, { brewing: named || '-' })
    if (into !== undefined) {
      const { number, steps } = await talk.execute(merge, { brewing: id, into })
      return [{ say: 'brewing.done.merge', params: { number }, choices: [backButton(id, steps - 1), showButton(id)] }]
    }
    const { rows } = await talk.execute(alike, { brewing: id })
    if (rows.length === 0)
      return [{ say: 'brewing.same-none', params: { number: data.number }, choices: [showButton(id)] }]
    const lines = rows.map(({ number, place, text }) => talk.text('brewing.same-line', { number, place, text }))
    return [
      {
        words: [talk.text('brewing.same-head', { number: data.number }), ...lines].join('\n'),
        choices: [
          ...rows.map((row) => ({
            say: 'brewing.button.merge',
            params: { number: row.number },
            token: `brewing_same ${id} ${row.id}`,
          })),
          showButton(id),
        ],
      },
    ]
  },
})

export const officeCommands = [...steps, same]
