import { command } from '../../conversation/command.ts'
import { dutiesIn, dutyLines } from '../../duties/duties-in.ts'
import { WRITERS, writingCommands } from '../../versions/index.ts'
import { blanksIn } from './blanks.ts'
import { type Drafted, discard, draft, publish, text, texts, withdraw } from './book.ts'

const MOST = 300

const { commands, draftReply, before } = writingCommands(
  { texts, text, publish, discard, withdraw },
  {
    ...{ feature: 'pledges', noun: 'pledge', gives: 'pledge_open', why: 'pledge-withdraw' },
    /** What the signer is asked for and owes. */
    after: (talk, { blanks, duties, sign, renew }) => [
      ...blanks.map(({ name, ask, kind }) => talk.text(`pledges.text-blank-${kind}`, { name, ask })),
      ...(duties.length === 0 ? [] : [talk.text('pledges.text-duties', { lines: dutyLines(duties) })]),
      talk.text(`pledges.text-sign-${sign}`),
      talk.text(`pledges.text-renew-${renew}`),
    ],
    cures: ({ template: { name, text: words }, faults }) =>
      faults
        .filter(({ kind }) => kind === 'nobody-fills')
        .map((fault) => ({
          ...{ say: 'pledges.button.ask-blank', params: { name: fault.name } },
          token: `pledge_blank_ask ${name} ${[...blanksIn(words)].indexOf(fault.name)}`,
        })),
  },
)

/** `pledge_write [NAME]`: a new pledge, or the next version of one, as a draft. */
const pledgeWrite = command({
  name: 'pledge_write',
  for: WRITERS,
  summary: 'pledges.command-write',
  listed: false,
  form: 'pledge-text',
  async begin(talk, [name]) {
    const last = name === undefined ? undefined : await before(talk, name)
    if (last === undefined) return {}
    const { kind, title, sign, renew, duties } = last
    return { kind, title, sign, renew, ...(duties.length === 0 ? {} : { duties: dutyLines(duties) }) }
  },
  async run(talk, [name], answers) {
    const words = String(answers.text).replace(/｛/g, '{').replace(/｝/g, '}')
    const asked = blanksIn(words)
    const last = name === undefined ? undefined : await before(talk, name)
    // The operation reads it by the schema of pledges.
    const drafted = {
      ...(name === undefined ? {} : { name }),
      ...{ kind: answers.kind, title: answers.title, text: words, sign: answers.sign, renew: answers.renew },
      // Questions that were written before stay with the blanks that are still there.
      blanks: last?.blanks.filter((blank) => asked.has(blank.name)) ?? [],
      duties: answers.kind === 'responsibility' ? dutiesIn(String(answers.duties ?? '')) : [],
    } as Drafted
    const kept = await talk.execute(draft, drafted)
    return [await draftReply(talk, kept.name)]
  },
})

/** `pledge_blank_ask NAME N`: what whoever signs is asked for, for the Nth blank of the draft. */
const pledgeBlankAsk = command({
  name: 'pledge_blank_ask',
  for: WRITERS,
  summary: 'pledges.command-write',
  listed: false,
  form: 'pledge-blank-ask',
  async run(talk, [name = '', n = '0'], answers) {
    const { template } = await talk.execute(text, { name, version: 0 })
    const { version: _next, ...last } = template
    const blank = [...blanksIn(template.text)][Number(n)]
    const kind = answers.kind === 'amount' ? 'amount' : 'text'
    if (blank !== undefined) {
      const others = last.blanks.filter((each) => each.name !== blank)
      await talk.execute(draft, {
        ...last,
        blanks: [...others, { name: blank, ask: String(answers.ask), kind, max: MOST }],
      })
    }
    return [await draftReply(talk, name)]
  },
})

export const textCommands = [...commands, pledgeWrite, pledgeBlankAsk]
