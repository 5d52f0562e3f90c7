import { command, type Talk } from '../conversation/command.ts'
import { Form } from '../conversation/form.ts'
import { refusal } from '../kernel/errors.ts'
import { blanks, fill } from './read.ts'

export const signButton = (campaign: string, code: boolean) => ({
  say: 'pledges.button.sign',
  token: `${code ? 'pledge_code' : 'pledge_sign'} ${campaign}`,
})

/** What one blank asks, and which of all it is. */
const blankForm = async (talk: Talk, campaign: string, n: number): Promise<Form> => {
  const { title, blanks: all } = await talk.execute(blanks, { campaign })
  const blank = all[n]
  if (blank === undefined) throw refusal('pledges.read-first')
  const count = all.length
  const inBoth = (say: (language: 'zh-CN' | 'en') => string) => ({ 'zh-CN': say('zh-CN'), en: say('en') })
  return Form.parse({
    ...{ name: 'pledge-blank', version: 1, review: false, title: inBoth(() => title) },
    fields: [
      {
        ...{ name: 'value', kind: 'text', max: blank.max, label: inBoth(() => blank.name) },
        ask: inBoth((language) =>
          count === 1
            ? blank.ask
            : talk.content.say(language, 'pledges.blank-ask', { n: n + 1, count, ask: blank.ask }),
        ),
      },
    ],
  })
}

/** `pledge_fill CAMPAIGN BLANK`: fills in one blank after the other, then shows what was filled in where it stands. */
const pledgeFill = command({
  name: 'pledge_fill',
  for: 'person',
  asOneself: true,
  summary: 'pledges.command-fill',
  listed: false,
  ownForm: (talk, [campaign = '', blank = '0']) => blankForm(talk, campaign, Number(blank)),
  async run(talk, [campaign = '', n = '0'], answers) {
    const filled = await talk.execute(fill, { campaign, blank: Number(n), value: String(answers.value) })
    if (filled.blank !== undefined) return talk.begin('pledge_fill', [campaign, String(filled.blank)])
    const { title, lines } = await talk.execute(blanks, { campaign })
    return [
      {
        say: 'pledges.filled',
        params: { title, lines: lines.join('\n') },
        choices: [
          { ...signButton(campaign, filled.code), style: 'primary' },
          { say: 'pledges.button.refill', token: `pledge_blanks ${campaign}` },
          { say: 'pledges.button.again', token: `pledge ${campaign}` },
          { say: 'pledges.button.decline', token: `pledge_no ${campaign}` },
        ],
      },
    ]
  },
})

/** `pledge_blanks CAMPAIGN`: which blank is to be filled in anew. */
const pledgeBlanks = command({
  name: 'pledge_blanks',
  for: 'person',
  asOneself: true,
  summary: 'pledges.command-fill',
  listed: false,
  async run(talk, [campaign = '']) {
    const { title, blanks: all } = await talk.execute(blanks, { campaign })
    const choices = all.map(({ name }, n) => ({
      ...{ say: 'pledges.button.blank', params: { name }, token: `pledge_fill ${campaign} ${n}` },
    }))
    return [{ say: 'pledges.which-blank', params: { title }, choices }]
  },
})

export const blankCommands = [pledgeFill, pledgeBlanks]
