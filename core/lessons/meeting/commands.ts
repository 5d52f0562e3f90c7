import { command } from '../../conversation/command.ts'
import type { Answers } from '../../conversation/conversation.ts'
import { refusal } from '../../kernel/errors.ts'
import { excuse, meetingFor } from './absence.ts'
import { signIn } from './sign-in.ts'

const words = (answers: Answers, name: string): string => String(answers[name] ?? '')

/** `meeting CAMPAIGN`: when and where; from here one signs in, or says that one can't come. */
const meeting = command({
  name: 'meeting',
  for: 'person',
  asOneself: true,
  summary: 'lessons.command-meeting',
  listed: false,
  async run(talk, [campaign = '']) {
    const { begun, came, ...params } = await talk.execute(meetingFor, { campaign })
    if (came === true) return [{ say: 'lessons.meeting-came', params }]
    const away = { say: 'lessons.button.away', token: `meeting_away ${campaign}` }
    return [
      {
        say: came === false ? 'lessons.meeting-excused' : 'lessons.meeting-is',
        params,
        choices: [
          { say: 'lessons.button.sign', token: `meeting_sign ${campaign}`, style: 'primary' },
          ...(begun || came === false ? [] : [away]),
        ],
      },
    ]
  },
})

const meetingSign = command({
  name: 'meeting_sign',
  for: 'person',
  asOneself: true,
  summary: 'lessons.command-meeting-sign',
  listed: false,
  form: 'meeting-sign',
  async run(talk, [campaign = ''], answers) {
    const { signed, late } = await talk.execute(signIn, { campaign, code: words(answers, 'code') })
    if (!signed) throw refusal('lessons.code-wrong')
    return [late === undefined ? { say: 'lessons.signed' } : { say: 'lessons.signed-late', params: { minutes: late } }]
  },
})

const meetingAway = command({
  name: 'meeting_away',
  for: 'person',
  asOneself: true,
  summary: 'lessons.command-meeting-away',
  listed: false,
  form: 'meeting-reason',
  async run(talk, [campaign = ''], answers) {
    await talk.execute(excuse, { campaign, reason: words(answers, 'reason') })
    return [{ say: 'lessons.excused' }]
  },
})

export const invitedCommands = [meeting, meetingSign, meetingAway]
