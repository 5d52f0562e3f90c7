import { isObject } from './blocks.ts'
import type { Deliveries } from './deliveries.ts'

export const TEAM = 'T0TEST'

export interface Shown {
  readonly text: string
  readonly buttons: readonly { readonly label: string; readonly token: string }[]
  readonly files: readonly { readonly name: string; readonly size: number }[]
  readonly ts: string
}

export interface FakeFile {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array
}

/** A modal as Slack shows it. */
export type Modal = Readonly<Record<string, unknown>> & { readonly id: string }

interface UserParts {
  readonly id: string
  /** Their direct message with the app. */
  readonly direct: string
  readonly name: string
  readonly locale: string
  readonly deliveries: Deliveries
  /** A number that was never given before. */
  fresh(): number
  /** A trigger for what this person has just done. */
  trigger(): string
  keep(file: FakeFile): string
}

/** Somebody with a Slack client. */
export class FakeUser {
  /** Everything in the direct message that the app said. */
  readonly shown: Shown[] = []
  /** The buttons of the home tab. */
  home: Shown['buttons'] = []
  homeText = ''
  /** The modal that stands open, and what is wrong with it, by block. */
  modal: Modal | undefined
  faults: Readonly<Record<string, unknown>> = {}
  deactivated = false
  private last: { readonly ts: string; readonly text: string } | undefined

  constructor(private readonly parts: UserParts) {}

  get id(): string {
    return this.parts.id
  }
  get direct(): string {
    return this.parts.direct
  }
  get name(): string {
    return this.parts.name
  }
  get locale(): string {
    return this.parts.locale
  }

  says(text: string): void {
    this.last = { ts: this.ts(), text }
    this.event({ type: 'message', ...this.message(this.last) })
  }

  edits(text: string): void {
    const before = this.last
    if (before === undefined) return
    this.last = { ts: before.ts, text }
    this.event({
      type: 'message',
      subtype: 'message_changed',
      hidden: true,
      message: { ...this.message(this.last), edited: { user: this.id, ts: this.ts() } },
      previous_message: this.message(before),
      channel: this.direct,
      channel_type: 'im',
      ts: this.ts(),
    })
  }

  takesBack(): void {
    const before = this.last
    if (before === undefined) return
    this.last = undefined
    this.event({
      type: 'message',
      subtype: 'message_deleted',
      hidden: true,
      deleted_ts: before.ts,
      previous_message: this.message(before),
      channel: this.direct,
      channel_type: 'im',
      ts: this.ts(),
    })
  }

  sendsFiles(
    files: readonly { bytes: Uint8Array; name: string; type: string; pretendSize?: number; subtype?: string }[],
    text = '',
  ): void {
    this.event({
      type: 'message',
      subtype: 'file_share',
      ...this.message({ ts: this.ts(), text }),
      files: files.map(({ bytes, name, type, pretendSize, subtype }) => {
        const id = `F${this.parts.fresh()}`
        return {
          id,
          name,
          mimetype: type,
          size: pretendSize ?? bytes.byteLength,
          url_private_download: this.parts.keep({ id, name, type, bytes }),
          ...(subtype === undefined ? {} : { subtype }),
        }
      }),
    })
  }

  /** Any event of this user in the direct message. */
  event(event: Readonly<Record<string, unknown>>): void {
    const event_id = `Ev${this.parts.fresh()}`
    const payload = { type: 'event_callback', team_id: TEAM, api_app_id: 'A0TEST', event_id, event_time: 1, event }
    this.parts.deliveries.send({ kind: 'events_api', payload })
  }

  commands(text: string): void {
    const trigger_id = this.parts.trigger()
    const where = { channel_id: 'C0SQUARE', channel_name: 'square' }
    const who = { team_id: TEAM, user_id: this.id, user_name: this.name }
    const payload = { command: '/contact', text, trigger_id, ...who, ...where, is_enterprise_install: 'false' }
    this.parts.deliveries.send({ kind: 'slash_commands', payload })
  }

  presses(label: string): void {
    const message = this.shown.findLast(({ buttons }) => buttons.some((button) => button.label === label))
    const button = message?.buttons.find((each) => each.label === label)
    if (message === undefined || button === undefined) throw new Error('there is no such button')
    this.press(button, { channel: { id: this.direct, name: 'directmessage' } })
  }

  pressesAtHome(label: string): void {
    const button = this.home.find((each) => each.label === label)
    if (button === undefined) throw new Error('there is no such button')
    this.press(button, { container: { type: 'view', view_id: 'V1' } })
  }

  /** An administrator of the workspace takes a message of the app away. */
  loses(ts: string): void {
    const index = this.shown.findIndex((each) => each.ts === ts)
    if (index >= 0) this.shown.splice(index, 1)
  }

  /** Slack opens a modal over whatever else stands there. */
  shows(modal: Modal): void {
    this.modal = modal
    this.faults = {}
  }

  /** The blocks of the modal, by their ids. */
  inputs(): ReadonlyMap<string, Record<string, unknown>> {
    const blocks = this.modal?.blocks
    const all = Array.isArray(blocks) ? blocks.filter(isObject) : []
    return new Map(all.map((block) => [String(block.block_id), block]))
  }

  /** Fills in the modal and hands it in. Resolves when Slack has closed it, or shows what is wrong. */
  async submits(values: Readonly<Record<string, string | readonly string[]>>): Promise<void> {
    const { modal } = this
    if (modal === undefined) throw new Error('no modal is open')
    const filled = [...this.inputs()].map(([id, block]) => [id, { answer: filledIn(block.element, values[id]) }])
    const answer = await this.parts.deliveries.ask({
      kind: 'interactive',
      payload: this.viewPayload('view_submission', { ...modal, state: { values: Object.fromEntries(filled) } }),
    })
    // Without an answer in time Slack shows that it has trouble connecting, and leaves the modal as it is.
    if (answer === undefined) this.faults = { slack: 'We had some trouble connecting. Try again?' }
    else if (answer.response_action === 'errors' && isObject(answer.errors)) this.faults = answer.errors
    else this.modal = undefined
    const unknown = Object.keys(this.faults).filter((each) => each !== 'slack' && !this.inputs().has(each))
    if (unknown.length > 0) throw new Error(`errors for blocks that are not there: ${unknown.join(', ')}`)
  }

  closesModal(): void {
    const { modal } = this
    if (modal === undefined) throw new Error('no modal is open')
    this.modal = undefined
    if (modal.notify_on_close !== true) return
    this.parts.deliveries.send({ kind: 'interactive', payload: this.viewPayload('view_closed', modal) })
  }

  private viewPayload(type: string, view: Readonly<Record<string, unknown>>) {
    return { type, team: { id: TEAM }, user: { id: this.id, team_id: TEAM }, api_app_id: 'A0TEST', view }
  }

  opensHome(): void {
    this.event({ type: 'app_home_opened', user: this.id, channel: this.direct, tab: 'home', event_ts: this.ts() })
  }

  private press(button: Shown['buttons'][number], where: Readonly<Record<string, unknown>>): void {
    const action = { type: 'button', action_id: 'choice-0', value: button.token, action_ts: this.ts() }
    const who = { user: { id: this.id, team_id: TEAM }, team: { id: TEAM } }
    const payload = { type: 'block_actions', ...who, ...where, actions: [action], trigger_id: this.parts.trigger() }
    this.parts.deliveries.send({ kind: 'interactive', payload })
  }

  private message({ ts, text }: { ts: string; text: string }) {
    const elements = [{ type: 'rich_text_section', elements: richElements(text) }]
    const blocks = text === '' ? [] : [{ type: 'rich_text', block_id: 'b', elements }]
    return { user: this.id, channel: this.direct, channel_type: 'im', team: TEAM, ts, text: slackText(text), blocks }
  }

  private ts(): string {
    return `1700000000.${String(this.parts.fresh()).padStart(6, '0')}`
  }
}

/** What Slack says of an input that was filled in. */
const filledIn = (element: unknown, value: string | readonly string[] | undefined) => {
  const type = isObject(element) ? element.type : undefined
  const chosen = (one: string) => ({ text: { type: 'plain_text', text: one }, value: one })
  if (type === 'static_select') return { type, selected_option: typeof value === 'string' ? chosen(value) : null }
  if (type === 'multi_static_select') return { type, selected_options: [value ?? []].flat().map(chosen) }
  if (type === 'datepicker') return { type, selected_date: value ?? null }
  return { type, value: value ?? null }
}

const EMOJI = '\\p{RGI_Emoji}'

/** Slack's clients send emoji by name, with their code points beside it. */
const richElements = (text: string): readonly object[] =>
  text
    .split(new RegExp(`(${EMOJI})`, 'v'))
    .filter((piece) => piece !== '')
    .map((piece) => (new RegExp(`^${EMOJI}$`, 'v').test(piece) ? emojiOf(piece) : { type: 'text', text: piece }))

const emojiOf = (piece: string) => ({
  type: 'emoji',
  name: 'some_name',
  unicode: [...piece].map((each) => (each.codePointAt(0) ?? 0).toString(16)).join('-'),
})

const slackText = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(new RegExp(EMOJI, 'gv'), ':some_name:')
