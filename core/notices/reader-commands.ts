import { command, type Reply, type Talk } from '../conversation/command.ts'
import { attachmentsIn } from '../conversation/conversation.ts'
import { isFilledIn } from './notice.ts'
import { reply, respond, show } from './reader.ts'
import { TEST } from './send.ts'

/** What the buttons of a notice do: confirm, choose, or reply; without any, it is shown again. */
export const notice = command({
  name: 'notice',
  for: 'person',
  summary: 'notices.command-notice',
  listed: false,
  async run(talk, [campaign = '', what = '']) {
    if (campaign === TEST) return [{ say: 'notices.only-a-test' }]
    if (what === 'reply') return talk.begin('notice_reply', [campaign])
    if (what === 'form') return talk.begin('notice_form', [campaign])
    if (what === '') return [await shown(talk, campaign)]
    const option = /^\d{1,2}$/.test(what) ? { option: Number(what) } : {}
    const { title, chosen } = await talk.execute(respond, { campaign, ...option })
    const more = [{ say: 'notices.button.reply', token: `notice ${campaign} reply` }]
    return chosen === undefined
      ? [{ say: 'notices.confirmed', params: { title }, choices: more }]
      : [{ say: 'notices.chosen', params: { title, chosen }, choices: more }]
  },
})

const shown = async (talk: Talk, campaign: string): Promise<Reply> => {
  const { title, text, ask, options, state, answer } = await talk.execute(show, { campaign })
  const buttons =
    ask === 'confirm' && state === 'waiting'
      ? [{ say: 'notices.button.confirm', token: `notice ${campaign} yes` }]
      : isFilledIn(ask)
        ? [{ say: `notices.button.fill${state === 'done' ? '-again' : ''}`, token: `notice ${campaign} form` }]
        : ask === 'choice'
          ? options.map((option, n) => ({
              say: 'campaign.message',
              params: { text: option },
              token: `notice ${campaign} ${n}`,
            }))
          : []
  return {
    say: `notices.shown-${state === 'waiting' && ask === 'nothing' ? 'nothing' : state}`,
    params: { title, text, answer: answer ?? '' },
    choices: [...buttons, { say: 'notices.button.reply', token: `notice ${campaign} reply` }],
  }
}

/** Replies to a notice in words. */
export const noticeReply = command({
  name: 'notice_reply',
  for: 'person',
  summary: 'notices.command-reply',
  listed: false,
  form: 'notice-reply',
  async run(talk, [campaign = ''], answers) {
    await talk.execute(reply, { campaign, text: String(answers.text ?? ''), files: attachmentsIn(answers.files) })
    return [{ say: 'notices.reply-kept' }]
  },
})
