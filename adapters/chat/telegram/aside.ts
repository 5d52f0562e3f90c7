import type { Update } from '@grammyjs/types'
import { type Clock, SECOND } from '../../../core/ports/clock.ts'
import { type Args, type BotApi, call, type Method } from './api.ts'
import { ApiFailure } from './api-failure.ts'
import { chatOf, languageOf } from './incoming.ts'
import { marked } from './keyboard.ts'

const MOST_GROUPS = 10_000
/** How often a press is answered where that failed on the way, and how long Telegram waits for it at most. */
const TRIES = 3
const WAITS_FOR_ANSWER = 10 * SECOND

/** What is done beside the conversation. Nobody waits for it and nothing depends on it, so failures are passed over. */
export class Aside {
  private readonly underway = new Set<Promise<void>>()
  private readonly told = new Set<number>()

  constructor(
    private readonly api: BotApi,
    private readonly clock: Clock,
    private readonly privateOnly: (language: string | undefined) => string,
  ) {}

  /** Ends the spinning of a pressed button; it is not tried again once `stopping`. */
  answerPress({ callback_query: query }: Update, stopping: AbortSignal): void {
    if (query !== undefined) this.keep(this.answer(query.id, stopping))
  }

  /** Marks the button that was pressed, once the press has been dealt with. */
  markPress({ callback_query: query }: Update): void {
    const message = query?.message
    if (query?.data === undefined || message?.reply_markup === undefined) return
    const keyboard = marked(message.reply_markup, query.data)
    if (keyboard === undefined) return
    const { chat, message_id } = message
    this.try('editMessageReplyMarkup', { chat_id: chat.id, message_id, reply_markup: keyboard })
  }

  /** Tells a group once that this program talks with one person at a time. */
  tellGroup(update: Update): void {
    const group = chatOf(update)
    if (group === undefined || this.told.has(group.id) || this.told.size >= MOST_GROUPS) return
    this.told.add(group.id)
    this.try('sendMessage', { chat_id: group.id, text: this.privateOnly(languageOf(update)) })
  }

  /** Resolves when nothing is under way any more. */
  async done(): Promise<void> {
    await Promise.all(this.underway)
  }

  private async answer(callback_query_id: string, stopping: AbortSignal): Promise<void> {
    for (let tries = 1; ; tries++) {
      try {
        await call(this.api, 'answerCallbackQuery', { callback_query_id })
        return
      } catch (error) {
        const passes = error instanceof ApiFailure && (error.why === 'down' || error.why === 'too-fast')
        const wait = passes && error.why === 'too-fast' ? error.retryAfter * SECOND : tries * (SECOND / 4)
        if (!passes || wait > WAITS_FOR_ANSWER || tries === TRIES) return
        await this.clock.sleep(wait, stopping)
        if (stopping.aborted) return
      }
    }
  }

  private try<M extends Method>(method: M, args: Args<M>): void {
    this.keep(call(this.api, method, args))
  }

  private keep(act: Promise<unknown>): void {
    const work = act
      .then(
        () => {},
        () => {},
      )
      .finally(() => this.underway.delete(work))
    this.underway.add(work)
  }
}
