import { expect } from 'vitest'
import { type Message, NotEditable, TooFast, Unavailable, Unreachable } from '../../../core/ports/channel.ts'
import type { Case, Driver } from './place.ts'
import { PNG } from './samples.ts'
import type { Table } from './table.ts'

const YES = { label: '知道了', token: 'read n1' }
const LATER = { label: '稍后', token: 'later n1' }

/** What was sent can be put right where it stands. */
export const editingCases = (check: Case, at: () => Table): void => {
  const sent = async (citizen: Driver, message: Message): Promise<string> => {
    const { reference } = await at().send(citizen.address, message)
    if (reference === undefined) throw new Error('it can not be edited')
    return reference
  }
  let edits = 0
  const edit = async (citizen: Driver, reference: string, message: Message, delivery = `edit-${++edits}`) => {
    const { channel } = at()
    if (channel.edit === undefined) throw new Error('the channel can not edit')
    at().saying(message)
    const edited = await channel.edit(citizen.address, reference, message, delivery)
    await at().platform.arrived?.()
    return edited
  }
  const picture = async () => [{ file: await at().files.put(PNG), name: 'a.png', type: 'image/png' }]
  const heard = (citizen: Driver) => citizen.heard().map(({ text, labels }) => ({ text, labels }))

  check('words and buttons are edited in their place', async () => {
    const citizen = at().platform.person()
    const reference = await sent(citizen, { text: '会议在周二。', choices: [YES] })
    await at().send(citizen.address, { text: '另一条消息' })
    await edit(citizen, reference, { text: '会议在周三。', choices: [YES, LATER] })
    expect(heard(citizen)).toEqual([
      { text: '会议在周三。', labels: [YES.label, LATER.label] },
      { text: '另一条消息', labels: [] },
    ])
    await edit(citizen, reference, { text: '会议取消了。' })
    expect(heard(citizen)[0]).toEqual({ text: '会议取消了。', labels: [] })
  })

  check('the words beside a picture are edited, the picture stays', async () => {
    const citizen = at().platform.person()
    const files = await picture()
    const reference = await sent(citizen, { text: '旧的说明', files, choices: [YES] })
    await edit(citizen, reference, { text: '新的说明', files, choices: [YES] })
    const all = citizen.heard()
    expect(all.map(({ text }) => text).join('')).toBe('新的说明')
    expect(all.flatMap((each) => each.files)).toHaveLength(1)
    expect(all.at(-1)?.labels).toEqual([YES.label])
  })

  check('the same edit twice changes nothing more', async () => {
    const citizen = at().platform.person()
    const reference = await sent(citizen, { text: '第一稿' })
    const first = await edit(citizen, reference, { text: '第二稿' }, 'twice')
    expect(await edit(citizen, reference, { text: '第二稿' }, 'twice')).toEqual(first)
    expect(heard(citizen)).toEqual([{ text: '第二稿', labels: [] }])
  })

  check('an edit whose answer was lost is asked for again', async () => {
    const citizen = at().platform.person()
    const reference = await sent(citizen, { text: '第一稿' })
    at().platform.faults.dropAfter(citizen)
    const again = () => edit(citizen, reference, { text: '第二稿' }, 'lost')
    expect(await at().failure(again)).toBeInstanceOf(Unavailable)
    await again()
    expect(heard(citizen)).toEqual([{ text: '第二稿', labels: [] }])
  })

  check('an edit that comes too fast waits as long as the platform asks, and is made once', async () => {
    const [citizen, other] = [at().platform.person(), at().platform.person()]
    const reference = await sent(citizen, { text: '第一稿' })
    const beside = await sent(other, { text: '第一稿' })
    at().platform.faults.tooFast(citizen, 7)
    const again = () => edit(citizen, reference, { text: '第二稿' }, 'fast')
    expect(await at().failure(again)).toEqual(new TooFast(7_000, 'chat'))
    expect(heard(citizen)).toEqual([{ text: '第一稿', labels: [] }])
    await edit(other, beside, { text: '第二稿' })
    await again()
    for (const each of [citizen, other]) expect(heard(each)).toEqual([{ text: '第二稿', labels: [] }])
  })

  check('what is edited later can be edited by what the edit returned', async () => {
    const citizen = at().platform.person()
    const { reference = '' } = await edit(citizen, await sent(citizen, { text: '一' }), { text: '二' })
    await edit(citizen, reference, { text: '三' })
    expect(heard(citizen)).toEqual([{ text: '三', labels: [] }])
  })

  check('what would take other messages, or other files, is not editable', async () => {
    const citizen = at().platform.person()
    const reference = await sent(citizen, { text: '只有文字' })
    const withFile = { text: '只有文字', files: await picture() }
    expect(await at().failure(() => edit(citizen, reference, withFile))).toEqual(new NotEditable('other-shape'))
    expect(heard(citizen)).toEqual([{ text: '只有文字', labels: [] }])
  })

  check('what is gone from the chat is not editable', async () => {
    const citizen = at().platform.person()
    const reference = await sent(citizen, { text: '第一稿' })
    citizen.loses('第一稿')
    expect(await at().failure(() => edit(citizen, reference, { text: '第二稿' }))).toEqual(new NotEditable('gone'))
  })

  check('an edit for whoever is gone finds them unreachable', async () => {
    const citizen = at().platform.person()
    const reference = await sent(citizen, { text: '第一稿' })
    await at().platform.faults.gone(citizen)
    expect(await at().failure(() => edit(citizen, reference, { text: '第二稿' }))).toEqual(new Unreachable('gone'))
  })
}
