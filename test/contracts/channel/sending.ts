import { expect } from 'vitest'
import type { Choice, Message } from '../../../core/ports/channel.ts'
import type { Case, Driver } from './place.ts'
import { PNG, STRANGE } from './samples.ts'
import type { Table } from './table.ts'

const YES: Choice = { label: '确认', token: 'yes', style: 'primary' }
const NO: Choice = { label: '取消', token: 'no', style: 'danger' }

/** Every message arrives whole, whatever it is made of. */
export const sendingCases = (check: Case, at: () => Table): void => {
  const heardText = (person: Driver): string =>
    person
      .heard()
      .map(({ text }) => text)
      .join('\n')
  const squeezed = (text: string): string => text.replace(/\s/g, '')
  const named = async (count: number, type: string, extension: string): Promise<NonNullable<Message['files']>> => {
    const file = await at().files.put(PNG)
    return Array.from({ length: count }, (_, n) => ({ file, name: `附件 ${n + 1}.${extension}`, type }))
  }

  check('words arrive, and the platform names the message', async () => {
    const citizen = at().platform.person()
    const { ids } = await at().send(citizen.address, { text: '您好,已收到。' })
    expect(citizen.heard()).toMatchObject([{ text: '您好,已收到。', labels: [] }])
    expect(ids).toHaveLength(1)
  })

  check('every shape of message arrives', async () => {
    const choices = [YES, NO, { label: '这是一个写得很长很长、不能与别的按钮并排的选项', token: 'long' }]
    const shapes: readonly Message[] = [
      { text: '只有文字' },
      { text: '带按钮', choices },
      { text: '一张照片', files: await named(1, 'image/jpeg', 'jpg') },
      { text: '一张照片和按钮', choices, files: await named(1, 'image/png', 'png') },
      { text: '三张照片和按钮', choices, files: await named(3, 'image/webp', 'webp') },
      { text: '十一张照片', files: await named(11, 'image/png', 'png') },
      { text: '一份文件', files: await named(1, 'application/pdf', 'pdf') },
      {
        text: '照片和文件',
        files: [...(await named(2, 'image/png', 'png')), ...(await named(2, 'application/pdf', 'pdf'))],
      },
      { text: `${'很长的说明。'.repeat(400)}完。`, choices, files: await named(2, 'image/png', 'png') },
      { text: '', files: await named(2, 'image/png', 'png') },
      { text: '', choices, files: await named(2, 'image/png', 'png') },
      { text: '您的查询码:木鱼七三', sensitive: true, choices, files: await named(1, 'image/png', 'png') },
      ...(['text', 'place', 'files', 'date', 'number', 'choice'] as const).map((wants) => ({
        text: `请给 ${wants}`,
        wants,
      })),
      { text: '在哪里?', wants: 'place', choices },
    ]
    for (const shape of shapes) {
      const citizen = at().platform.person()
      const { ids } = await at().send(citizen.address, shape)
      const heard = citizen.heard()
      expect(squeezed(heardText(citizen))).toContain(squeezed(shape.text))
      expect(heard.flatMap(({ files }) => files.map(({ name }) => name)).sort()).toEqual(
        (shape.files ?? []).map(({ name }) => name).sort(),
      )
      const labels = heard.flatMap((each) => each.labels)
      for (const { label } of shape.choices ?? []) expect(labels).toContain(label)
      // Buttons stand nearest to where the answer is given.
      if (shape.choices !== undefined) expect(heard.at(-1)?.labels).toContain(YES.label)
      expect(ids.length).toBeGreaterThan(0)
    }
  })

  check('a button brings back its token, to the last byte', async () => {
    const citizen = at().platform.person()
    await at().start()
    const tokens = [
      '=k3f9:place:',
      `=a1b2:place:${'安'.repeat(17)}`,
      'x'.repeat(64),
      `${'桥'.repeat(21)}-`,
      '😀'.repeat(16),
    ]
    const choices = tokens.map((token, n) => ({ label: `选项${n + 1}`, token }))
    await at().send(citizen.address, { text: '请选择', choices })
    for (const { label } of choices) citizen.presses(label)
    await at().until(() => at().actsOf(citizen).length === tokens.length, 'all presses arrived')
    expect(at().actsOf(citizen)).toEqual(tokens.map((token) => ({ kind: 'press', token })))
  })

  check('the oldest button works after a restart, and a second time', async () => {
    const citizen = at().platform.person()
    const stop = await at().start()
    await at().send(citizen.address, { text: '请确认', choices: [YES, NO] })
    await stop()
    at().restartAfterKill()
    await at().start()
    citizen.presses('确认')
    await at().until(() => at().actsOf(citizen).length === 1, 'the press arrived')
    citizen.presses('取消')
    await at().until(() => at().actsOf(citizen).length === 2, 'the second press arrived')
  })

  check('10,000 characters arrive in parts, whole and in order, the choices under the last', async () => {
    const citizen = at().platform.person()
    const paragraph = `${'村口的路灯坏了三个月。'.repeat(17)}😀`
    const text = Array.from({ length: 53 }, (_, n) => `${n}. ${paragraph}`).join('\n\n')
    expect(text.length).toBeGreaterThan(10_000)
    await at().send(citizen.address, { text, choices: [YES] })
    const heard = citizen.heard()
    expect(squeezed(heardText(citizen))).toBe(squeezed(text))
    for (const [n, part] of heard.entries()) {
      expect(part.text.length).toBeLessThanOrEqual(at().channel.can.textLength)
      expect(part.text.isWellFormed()).toBe(true)
      expect(part.labels).toEqual(n === heard.length - 1 ? ['确认'] : [])
    }
  })

  check('10,000 characters without any place to part them arrive whole', async () => {
    const citizen = at().platform.person()
    const text = '𠮷'.repeat(5_000)
    await at().send(citizen.address, { text })
    expect(
      citizen
        .heard()
        .map((each) => each.text)
        .join(''),
    ).toBe(text)
  })

  check('fifty photos arrive, every one', async () => {
    const citizen = at().platform.person()
    await at().send(citizen.address, { text: '现场照片', files: await named(50, 'image/png', 'png') })
    expect(citizen.heard().flatMap(({ files }) => files)).toHaveLength(50)
  })

  check('strange characters are sent as they are, and no markup is read into them', async () => {
    for (const text of [...STRANGE, 'half \ud83d of an emoji']) {
      const citizen = at().platform.person()
      const label = text.slice(0, 30)
      await at().send(citizen.address, { text, choices: [{ label, token: 'strange' }] })
      const [heard] = citizen.heard()
      // A platform may drop what has no shape on the screen.
      expect(shaped(heard?.text ?? '')).toBe(shaped(text.toWellFormed()))
    }
  })

  check('a file that is no picture after all still arrives', async () => {
    const citizen = at().platform.person()
    const file = await at().files.put(Buffer.from('no picture'))
    await at().send(citizen.address, { text: '照片', files: [{ file, name: 'a.jpg', type: 'image/jpeg' }] })
    expect(citizen.heard().flatMap(({ files }) => files)).toMatchObject([{ name: 'a.jpg', size: 10 }])
  })
}

const shaped = (text: string): string => text.replace(/[\s\p{Cc}\p{Cf}]/gu, '')
