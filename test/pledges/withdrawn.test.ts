import { beforeEach, describe, expect, it } from 'vitest'
import { readContentFolder } from '../../adapters/files/index.ts'
import { cancel } from '../../core/campaigns/index.ts'
import { Refusal } from '../../core/kernel/errors.ts'
import { readerOf } from '../../core/kernel/reader.ts'
import type { RecordType } from '../../core/kernel/record.ts'
import { personActor } from '../../core/people/index.ts'
import { ask } from '../../core/pledges/ask.ts'
import { PledgeReceipt } from '../../core/pledges/pledge.ts'
import { read } from '../../core/pledges/read.ts'
import { sign } from '../../core/pledges/sign.ts'
import { later } from '../../core/ports/clock.ts'
import { checkedContent, Program } from '../../core/program.ts'
import { FACES, World } from '../support/world.ts'

const FILE = 'pledges/post-duty.yaml'

let world: World
let campaign: string
beforeEach(async () => {
  world = await World.open()
  const input = { template: 'post-duty', audience: '骆树清', closesAt: '2025-07-07T09:30:00.000Z' }
  campaign = (await world.program.application.execute(ask, input, await actor('bao-yuzhen'))).campaign
  await world.until(later(world.clock.now(), 2_000))
  await reads(world.program)
})

const actor = async (person: string) => {
  const { store, content } = world.program.outside
  const read = <T>(type: RecordType<T>) => readerOf(store, type)
  const found = await personActor({ read, content, now: world.clock.now() }, person)
  if (found === undefined) throw new Error(`${person} has left`)
  return found
}

/** The program started anew on the same store, with another file of the pledge, or with none. */
const restartedWith = async (change: (text: string) => string | undefined): Promise<Program> => {
  const source = new Map(await readContentFolder('content'))
  const text = change(source.get(FILE) ?? '')
  if (text === undefined) source.delete(FILE)
  else source.set(FILE, text)
  return new Program({ ...world.program.outside, content: checkedContent(source, FACES) }, FACES)
}

const reads = async ({ application }: Program) =>
  application.execute(read, { campaign, part: 1 }, await actor('luo-shuqing'))

const signs = async ({ application }: Program): Promise<string> => {
  try {
    await application.execute(sign, { campaign, name: '骆树清', channel: 'test' }, await actor('luo-shuqing'))
    return 'signed'
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}
const receipts = () => readerOf(world.program.outside.store, PledgeReceipt).count({})

describe('withdrawn while somebody reads it', () => {
  it('a pledge is not signed any more, and says so', async () => {
    const without = await restartedWith(() => undefined)
    expect(await signs(without)).toBe('pledges.withdrawn')
    await expect(reads(without)).rejects.toMatchObject({ code: 'pledges.withdrawn' })
    expect(await receipts()).toBe(0)
  })

  it('a version is not signed: the new one has to be read first', async () => {
    const changed = await restartedWith((text) => text.replace('version: 1', 'version: 2').replace('一分钱', '一毛钱'))
    expect(await signs(changed)).toBe('pledges.text-changed')
    expect(await receipts()).toBe(0)
    expect((await reads(changed)).text).toContain('一毛钱')
    expect(await signs(changed)).toBe('signed')
    const [receipt] = (await readerOf(world.program.outside.store, PledgeReceipt).page({ limit: 1 })).rows
    expect(receipt?.data.proof.parts.version).toBe('2')
  })

  it('a round is not signed any more, and says so', async () => {
    await world.program.application.execute(cancel, { campaign }, await actor('bao-yuzhen'))
    expect(await signs(world.program)).toBe('campaign.cancelled')
    await expect(reads(world.program)).rejects.toMatchObject({ code: 'campaign.cancelled' })
    expect(await receipts()).toBe(0)
  })
})
