import { expect } from 'vitest'
import { type Message, Refused, TooFast, Unavailable, Unreachable } from '../../../core/ports/channel.ts'
import type { Case } from './place.ts'
import { PNG } from './samples.ts'
import type { Table } from './table.ts'

const SAID = { text: 'You passed the lamp at the bridge.' }

/** What goes wrong is said in the four words of the port. */
export const failingCases = (check: Case, at: () => Table): void => {
  const send = (address: string, message: Message = SAID, delivery?: string) =>
    at().failure(() => at().send(address, message, delivery))

  check('whoever blocked the bot is unreachable', async () => {
    const citizen = at().platform.person()
    at().platform.faults.blocked(citizen)
    expect(await send(citizen.address)).toEqual(new Unreachable('blocked'))
  })

  check('whoever is gone is unreachable', async () => {
    const citizen = at().platform.person()
    await at().platform.faults.gone(citizen)
    expect(await send(citizen.address)).toEqual(new Unreachable('gone'))
  })

  check('an address that nobody has is unreachable', async () => {
    expect(await send('1')).toBeInstanceOf(Unreachable)
    expect(await send('nobody at all')).toBeInstanceOf(Unreachable)
  })

  check('a message that says nothing is refused', async () => {
    expect(await send(at().platform.person().address, { text: ' \n\u200b' })).toBeInstanceOf(Refused)
  })

  check('a pause that the platform asks for is passed on in milliseconds, for that chat alone', async () => {
    const [citizen, other] = [at().platform.person(), at().platform.person()]
    at().platform.faults.tooFast(citizen, 7)
    expect(await send(citizen.address)).toEqual(new TooFast(7_000, 'chat'))
    await at().send(other.address, SAID)
    expect(other.heard()).toHaveLength(1)
  })

  check('several chats that are refused at once mean the whole channel', async () => {
    const people = Array.from({ length: 4 }, () => at().platform.person())
    for (const person of people) at().platform.faults.tooFast(person, 5)
    const failures = await Promise.all(people.map((person) => send(person.address)))
    expect(failures.at(-1)).toEqual(new TooFast(5_000, 'channel'))
  })

  check('a message that was stopped between its parts goes on where it stopped', async () => {
    const citizen = at().platform.person()
    const file = await at().files.put(PNG)
    const message = {
      text: `${'很长的说明。'.repeat(1_200)}完。`,
      files: [{ file, name: 'a.png', type: 'image/png' }],
    }
    at().platform.faults.tooFast(citizen, 1, 2)
    expect(await send(citizen.address, message, 'long')).toBeInstanceOf(TooFast)
    const { ids } = await at().send(citizen.address, message, 'long')
    expect(ids).toHaveLength(citizen.heard().length)
    expect(citizen.heard().flatMap(({ files }) => files)).toHaveLength(1)
    expect(
      citizen
        .heard()
        .map(({ text }) => text)
        .join(''),
    ).toBe(message.text)
  })

  check('a platform that is down is tried later', async () => {
    const citizen = at().platform.person()
    at().platform.faults.serverError(citizen)
    expect(await send(citizen.address)).toMatchObject({ name: 'Unavailable', pause: false })
    at().platform.faults.dropBefore(citizen)
    expect(await send(citizen.address)).toMatchObject({ name: 'Unavailable', pause: false })
    expect(citizen.heard()).toHaveLength(0)
    await at().send(citizen.address, SAID)
    expect(citizen.heard()).toHaveLength(1)
  })

  check('when the answer is lost nobody knows whether it arrived: it may be said twice, never not at all', async () => {
    const citizen = at().platform.person()
    at().platform.faults.dropAfter(citizen)
    expect(await send(citizen.address, SAID, 'lost answer')).toBeInstanceOf(Unavailable)
    await at().send(citizen.address, SAID, 'lost answer')
    expect([1, 2]).toContain(citizen.heard().length)
  })

  check('a delivery that is handed over again after it was sent is not said twice', async () => {
    const citizen = at().platform.person()
    const first = await at().send(citizen.address, SAID, 'again')
    expect(await at().send(citizen.address, SAID, 'again')).toEqual(first)
    expect(citizen.heard()).toHaveLength(1)
  })

  check('a token that no longer holds pauses the channel and is told to the operator once', async () => {
    const citizen = at().platform.person()
    at().platform.faults.refuseToken()
    for (let n = 0; n < 3; n += 1)
      expect(await send(citizen.address)).toMatchObject({ name: 'Unavailable', pause: true })
    const told = at().log.filter((line) => JSON.stringify(line).includes('token-refused'))
    expect(told).toHaveLength(1)
    at().platform.faults.restoreToken()
    await at().send(citizen.address, SAID)
    expect(citizen.heard()).toHaveLength(1)
  })
}
