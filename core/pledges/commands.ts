import { calendarOf } from '../calendar/content.ts'
import { command, type Reply, type Talk } from '../conversation/command.ts'
import { refusal } from '../kernel/errors.ts'
import { blankCommands, signButton } from './blank-commands.ts'
import { checkCode, sendCode } from './code.ts'
import { COPIES, copy } from './copy.ts'
import { signedLines } from './paper.ts'
import { mine, ofUnit, receipt } from './queries.ts'
import { decline, read, type Shown } from './read.ts'
import { showName } from './show-name.ts'
import { sign } from './sign.ts'

/** `pledge CAMPAIGN [PART]`: reads it, part by part; after the last one it can be signed. */
const pledge = command({
  name: 'pledge',
  for: 'person',
  asOneself: true,
  summary: 'pledges.command-pledge',
  listed: false,
  run: async (talk, [campaign = '', part = '1']) =>
    shown(campaign, await talk.execute(read, { campaign, part: Number(part) || 1 })),
})

const shown = (campaign: string, { title, text, part, parts, blank, ask, open, code }: Shown): readonly Reply[] => {
  const last = part === parts
  const next = !last
    ? { say: 'pledges.button.next', token: `pledge ${campaign} ${part + 1}` }
    : blank === undefined
      ? signButton(campaign, code)
      : { say: 'pledges.button.fill', token: `pledge_fill ${campaign} ${blank}` }
  return [
    {
      say: last && ask !== undefined ? 'pledges.part-ask' : 'pledges.part',
      params: { title, text, part, parts, ...(ask === undefined ? {} : { ask, count: open }) },
      choices: [
        { ...next, style: 'primary' },
        ...(part === 1 ? [] : [{ say: 'pledges.button.again', token: `pledge ${campaign}` }]),
        ...(last ? [{ say: 'pledges.button.decline', token: `pledge_no ${campaign}` }] : []),
      ],
    },
  ]
}

/** `pledge_sign CAMPAIGN`: asks for one's own name, and signs with it. */
const pledgeSign = command({
  name: 'pledge_sign',
  for: 'person',
  asOneself: true,
  summary: 'pledges.command-sign',
  listed: false,
  form: 'pledge-sign',
  run: async (talk, [campaign = ''], answers) => [await signedWith(talk, campaign, String(answers.name))],
})

const signedWith = async (talk: Talk, campaign: string, name: string): Promise<Reply> => {
  const { title, number, receipt: id } = await talk.execute(sign, { campaign, name, channel: talk.chat.channel })
  return {
    say: 'pledges.signed',
    params: { title, number, receipt: id },
    choices: [
      { say: 'pledges.button.receipt', token: `pledge_show ${id}` },
      { say: 'pledges.button.mine', token: 'pledges' },
    ],
  }
}

/** `pledge_code CAMPAIGN`: sends a code to another account of whoever signs, asks for it and for their name, and signs. */
const pledgeCode = command({
  name: 'pledge_code',
  for: 'person',
  asOneself: true,
  summary: 'pledges.command-sign',
  listed: false,
  form: 'pledge-code',
  async begin(talk, [campaign = '']) {
    await talk.execute(sendCode, { campaign })
    return {}
  },
  async run(talk, [campaign = ''], answers) {
    const { right, triesLeft } = await talk.execute(checkCode, { campaign, code: String(answers.code) })
    if (!right) throw refusal(triesLeft > 0 ? 'pledges.code-wrong' : 'pledges.code-used-up', { triesLeft, minutes: 10 })
    return [await signedWith(talk, campaign, String(answers.name))]
  },
})

const pledgeNo = command({
  name: 'pledge_no',
  for: 'person',
  asOneself: true,
  summary: 'pledges.command-decline',
  listed: false,
  form: 'pledge-decline',
  async run(talk, [campaign = ''], answers) {
    await talk.execute(decline, { campaign, reason: String(answers.reason) })
    return [{ say: 'pledges.declined', choices: [{ say: 'pledges.button.read', token: `pledge ${campaign}` }] }]
  },
})

/** What one has signed in all years. */
const pledges = command({
  name: 'pledges',
  for: 'person',
  asOneself: true,
  summary: 'pledges.command-mine',
  words: 'pledges.words-mine',
  async run(talk, [after]) {
    const { rows, next } = await talk.execute(mine, { limit: 10, ...(after === undefined ? {} : { after }) })
    const unit = talk.actor.kind === 'person' ? talk.actor.units[0] : undefined
    const published = unit === undefined ? [] : [{ say: 'pledges.button.unit', token: `pledge_unit ${unit}` }]
    if (rows.length === 0) return [{ say: 'pledges.none', choices: published }]
    return [
      {
        say: 'pledges.mine',
        params: {
          lines: rows
            .map((row, n) => talk.text('pledges.line', { ...row, n: n + 1, signedAt: dayOf(talk, row.signedAt) }))
            .join('\n'),
        },
        choices: [
          ...rows.map(({ receipt: id, title }, n) => ({
            ...{ say: 'pledges.button.show', params: { n: n + 1, title }, token: `pledge_show ${id}` },
          })),
          ...published,
          ...(next === undefined || next.length > 50 ? [] : [{ say: 'pledges.button.more', token: `pledges ${next}` }]),
        ],
      },
    ]
  },
})

/** `pledge_show RECEIPT`: one's own receipt in words, and as the file that anybody can check. */
const pledgeShow = command({
  name: 'pledge_show',
  for: 'person',
  asOneself: true,
  summary: 'pledges.command-show',
  listed: false,
  run: async (talk, [id = '']) => [await receiptWords(talk, id)],
})

/** What may be chosen, from how it is. */
const NAME_ON_PAGE = { shown: ['hide'], hidden: ['show'], never: [] } as const

const receiptWords = async (talk: Talk, id: string): Promise<Reply> => {
  const { proof, signedAt, title, nameOnPage } = await talk.execute(receipt, { receipt: id })
  const { name = '', number = '', channel = '', how = 'name' } = proof.parts
  return {
    say: 'pledges.receipt',
    params: {
      title,
      text: signedLines(proof).join('\n'),
      name,
      number,
      how: talk.text(`pledges.paper.how-${how}`, { channel }),
      signedAt: dayOf(talk, signedAt),
      receipt: id,
    },
    choices: [
      ...COPIES.map((format) => ({ say: `pledges.button.${format}`, token: `pledge_copy ${id} ${format}` })),
      ...NAME_ON_PAGE[nameOnPage].map((to) => ({ say: `pledges.button.name-${to}`, token: `pledge_name ${id} ${to}` })),
      { say: 'pledges.button.mine', token: 'pledges' },
    ],
  }
}

/** `pledge_name RECEIPT show|hide`: whether the public page of one's receipt says one's name. */
const pledgeName = command({
  name: 'pledge_name',
  for: 'person',
  asOneself: true,
  summary: 'pledges.command-name',
  listed: false,
  async run(talk, [id = '', to]) {
    const { shown } = await talk.execute(showName, { receipt: id, shown: to === 'show' })
    const other = shown ? 'hide' : 'show'
    return [
      {
        say: shown ? 'pledges.name-shown' : 'pledges.name-hidden',
        choices: [{ say: `pledges.button.name-${other}`, token: `pledge_name ${id} ${other}` }],
      },
    ]
  },
})

/** `pledge_copy RECEIPT FORMAT`: the signed copy as a file, or the receipt to be checked. */
const pledgeCopy = command({
  name: 'pledge_copy',
  for: 'person',
  asOneself: true,
  summary: 'pledges.command-copy',
  listed: false,
  async run(talk, [id = '', wanted = '']) {
    const format = COPIES.find((each) => each === wanted) ?? 'pdf'
    const { base64: _bytes, ...file } = await talk.execute(copy, { receipt: id, format, language: talk.language })
    return [{ say: `pledges.copy-${format}`, files: [file] }]
  },
})

/** `pledge_unit UNIT`: who of one's unit has signed what. */
const pledgeUnit = command({
  name: 'pledge_unit',
  for: 'person',
  asOneself: true,
  summary: 'pledges.command-unit',
  listed: false,
  async run(talk, [unit = '', after]) {
    const { rows, next } = await talk.execute(ofUnit, { unit, limit: 20, ...(after === undefined ? {} : { after }) })
    const name = (await talk.organisation()).unit(unit)?.name ?? unit
    if (rows.length === 0) return [{ say: 'pledges.unit-none', params: { unit: name } }]
    const lines = rows
      .map((row) => talk.text('pledges.unit-line', { ...row, signedAt: dayOf(talk, row.signedAt) }))
      .join('\n')
    const more = next === undefined ? '' : `pledge_unit ${unit} ${next}`
    return [
      {
        say: 'pledges.unit',
        params: { unit: name, lines },
        choices: more === '' || more.length > 64 ? [] : [{ say: 'pledges.button.more', token: more }],
      },
    ]
  },
})

/** With its year: these are the pledges of all years. */
const dayOf = (talk: Talk, instant: string): string => calendarOf(talk.content).dayAt(instant)

export const signerCommands = [
  pledge,
  ...blankCommands,
  pledgeSign,
  pledgeCode,
  pledgeNo,
  pledges,
  pledgeShow,
  pledgeCopy,
  pledgeName,
  pledgeUnit,
]
