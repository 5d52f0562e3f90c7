import { z } from 'zod'
import { inLanguage } from '../content/localized.ts'
import { operation } from '../kernel/operation.ts'
import { answer, change, type Wish } from '../kernel/outcome.ts'
import { DAY, later } from '../ports/clock.ts'
import { replyTo } from './answer.ts'
import { Conversation } from './conversation.ts'
import { formIn } from './forms.ts'

/** How long a form may rest before its writer is reminded of it, and before it is put away. */
const RESTS = DAY
export const KEPT_FOR = 14 * DAY

/** Reminds of the form `run` of a chat when it has rested for a day. */
export const remindLater = (id: string, run: string, now: string): Wish => ({
  do: 'conversation.remind',
  input: { id, run },
  at: later(now, RESTS),
})

/** Somebody began a form yesterday and did not end it: would they like to go on? Asked once. */
export const remind = operation({
  name: 'conversation.remind',
  summary: 'Remind a chat of a form that was begun and not ended',
  allow: 'system',
  audited: false,
  input: z.object({ id: z.string(), run: z.string() }),
  output: z.object({}),
  async run(context, { id, run }) {
    const stored = await context.load(Conversation, id)
    const { dialogue, language, touchedAt } = stored.data
    if (dialogue?.run !== run || dialogue.reminded === true) return answer({})
    if (later(touchedAt, RESTS) > context.now)
      return change(Conversation, stored, stored.data, [remindLater(id, run, touchedAt)])
    const title = (dialogue.own ?? formIn(context.content, dialogue.form))?.title
    const choices = [
      { label: context.content.say(language, 'form.continue'), token: 'continue' },
      { label: context.content.say(language, 'form.cancel'), token: 'cancel' },
    ]
    const text = context.content.say(language, 'form.reminder', {
      title: title === undefined ? '' : inLanguage(title, language),
    })
    const next = { ...stored.data, dialogue: { ...dialogue, reminded: true }, offered: choices }
    return change(Conversation, stored, next, [
      replyTo(stored.data, id, { text, choices }, stored.version + 1, 0),
      { do: 'conversation.putAway', input: { id, run }, at: later(dialogue.startedAt, KEPT_FOR) },
    ])
  },
  outputOf: () => ({}),
})
