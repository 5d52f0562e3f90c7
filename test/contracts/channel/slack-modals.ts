import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type SlackParts, slackChannel } from '../../../adapters/chat/slack/index.ts'
import type { Sheet } from '../../../core/conversation/index.ts'
import type { Act, Stop } from '../../../core/ports/channel.ts'
import { StoreUnavailable } from '../../../core/ports/store.ts'
import { SlackFake } from '../../support/slack-fake/slack-fake.ts'
import { partsFor } from './slack.ts'

const field = (name: string, kind: string, more: object = {}) => ({
  name,
  kind,
  label: name,
  ask: '?',
  required: true,
  ...more,
})
const options = Array.from({ length: 40 }, (_, n) => ({ value: `v${n}`, label: '很长的选项'.repeat(20) }))
const SHEET: Sheet = {
  run: 'ab12',
  title: '一张题目特别特别长长长长长长长长长长长长长的表',
  submit: '下一步',
  close: '先不填',
  fields: [
    field('story', 'longText', { max: 10_000, label: '长'.repeat(2_100) }),
    field('kind', 'choice', { options }),
    field('which', 'several', { options, required: false }),
    field('people', 'number', { min: 0, max: 9.5, whole: false }),
    field('day', 'date'),
    field('unit', 'unit'),
  ],
}

/** Forms as modals, by both ways that Slack has. */
export const modalCases = (): void => {
  describe.each(['HTTP', 'Socket Mode'])('modals of Slack by %s', (way) => {
    let fake: SlackFake
    let acts: Act[]
    let sheet: Sheet | undefined
    let slow: number
    let check: SlackParts['checkSheet']
    let stop: Stop

    beforeEach(async () => {
      let looks = 0
      slow = 0
      fake = await SlackFake.start({
        now: () => {
          looks += 1
          return Date.now() + looks * slow
        },
      })
      acts = []
      sheet = SHEET
      check = async () => ({ faults: {} })
      const quiet = { info: () => {}, warn: () => {}, error: () => {} }
      const files = { get: async () => undefined, put: async () => '', delete: async () => {} }
      const channel = slackChannel({
        ...partsFor(fake, { files, logger: quiet }),
        ...(way === 'HTTP' ? {} : { appToken: fake.appToken() }),
        sheet: async () => sheet,
        checkSheet: (...given) => check(...given),
      })
      fake.listen((request) => channel.events(request))
      stop = await channel.start(async ({ act }) => void acts.push(act))
    })
    afterEach(async () => {
      await stop()
      expect(fake.violations).toEqual([])
      await fake.stop()
    })

    const until = (condition: () => boolean) =>
      vi.waitFor(() => expect(condition()).toBe(true), { timeout: 5_000, interval: 5 })
    const opened = async () => {
      const user = fake.user()
      user.commands('/reception')
      await until(() => user.modal !== undefined)
      return user
    }
    const calls = () => fake.calls.filter(({ method }) => method === 'views.open')

    test('every kind of input keeps within the limits, and comes back as it was filled in', async () => {
      const user = await opened()
      await user.submits({
        story: '灯坏了',
        kind: 'v3',
        which: ['v1', 'v2'],
        people: '12',
        day: '2025-07-01',
        unit: '',
      })
      expect(user.modal).toBeUndefined()
      const written = { story: '灯坏了', kind: 'v3', which: ['v1', 'v2'], people: '12', day: '2025-07-01', unit: '' }
      expect(acts.at(-1)).toEqual({ kind: 'sheet', run: 'ab12', written })
    })

    test('faults are shown in the modal, by field, and nothing is handed on', async () => {
      const user = await opened()
      check = async () => ({ faults: { day: '请写一天' } })
      await user.submits({})
      expect(user.faults).toEqual({ day: '请写一天' })
      check = async () => ({ faults: {}, over: '已经填过了' })
      await user.submits({})
      expect(user.faults).toEqual({ story: '已经填过了' })
      expect(user.modal).toBeDefined()
      expect(acts).toHaveLength(1)
    })

    test('while the store is away the modal stays as it is', async () => {
      const user = await opened()
      check = async () => {
        throw new StoreUnavailable('away')
      }
      await user.submits({})
      expect(user.modal).toBeDefined()
      expect(acts).toHaveLength(1)
    })

    test('putting it away is told', async () => {
      const user = await opened()
      user.closesModal()
      await until(() => acts.length === 2)
      expect(acts.at(-1)).toEqual({ kind: 'sheet', run: 'ab12' })
    })

    test('a command that comes twice opens one modal', async () => {
      fake.deliveries.duplicate(1)
      await opened()
      await until(() => acts.length >= 1)
      await new Promise((resolve) => setTimeout(resolve, 50))
      expect(calls()).toHaveLength(1)
    })

    test('a trigger that is too old is no failure: the questions are in the chat', async () => {
      slow = 4_000
      const user = fake.user()
      user.commands('/reception')
      await until(() => calls().length === 1)
      expect(user.modal).toBeUndefined()
      expect(acts).toHaveLength(1)
    })

    test.each([
      ['of two questions', { ...SHEET, fields: SHEET.fields.slice(0, 2) }],
      ['with files', { ...SHEET, fields: [...SHEET.fields, field('photos', 'files')] }],
      ['with a consent', { ...SHEET, fields: [...SHEET.fields, field('consent', 'consent')] }],
    ])('a form %s is asked in chat', async (_what, given) => {
      sheet = given
      const user = fake.user()
      user.commands('/reception')
      await until(() => acts.length === 1)
      await new Promise((resolve) => setTimeout(resolve, 50))
      expect(calls()).toEqual([])
    })
  })
}
