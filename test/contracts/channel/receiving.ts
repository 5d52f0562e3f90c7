import { expect } from 'vitest'
import type { Case } from './place.ts'
import { PNG, STRANGE } from './samples.ts'
import type { Table } from './table.ts'

/** What people do arrives, each kind as the core knows it. */
export const receivingCases = (check: Case, at: () => Table): void => {
  check('words arrive with who said them, where, and in which language', async () => {
    const { platform, channel, received } = at()
    await at().start()
    const citizen = platform.person({ language: 'en' })
    citizen.says('The lamp is broken.')
    await at().until(() => received.length === 1, 'the words arrived')
    expect(received[0]).toMatchObject({
      channel: channel.name,
      address: citizen.address,
      language: 'en',
      act: { kind: 'text', text: 'The lamp is broken.' },
    })
  })

  check('the first contact brings the payload of its link', async () => {
    await at().start()
    const citizen = at().platform.person()
    citizen.opens('i-K7QX2M')
    citizen.opens('')
    await at().until(() => at().actsOf(citizen).length === 2, 'both arrived')
    expect(at().actsOf(citizen)).toEqual([
      { kind: 'start', payload: 'i-K7QX2M' },
      { kind: 'start', payload: '' },
    ])
  })

  check('a place arrives as a point', async () => {
    await at().start()
    const citizen = at().platform.person()
    citizen.sendsPlace(28.2281, 112.9389)
    await at().until(() => at().actsOf(citizen).length === 1, 'it arrived')
    expect(at().actsOf(citizen)).toEqual([{ kind: 'location', lat: 28.2281, lng: 112.9389 }])
  })

  check('photos of one message are one act, with its words', async () => {
    await at().start()
    const citizen = at().platform.person()
    citizen.sendsPhotos([PNG, PNG, PNG], '路灯')
    await at().until(() => at().actsOf(citizen).length === 1, 'they arrived')
    const [act] = at().actsOf(citizen)
    if (act?.kind !== 'files') throw new Error(`${act?.kind} is no files`)
    expect(act.text).toBe('路灯')
    expect(await Promise.all(act.files.map((file) => file.read()))).toEqual(
      [PNG, PNG, PNG].map((each) => new Uint8Array(each)),
    )
  })

  check('fifty photos arrive, every one', async () => {
    await at().start()
    const citizen = at().platform.person()
    for (let n = 0; n < 5; n += 1) citizen.sendsPhotos(Array.from({ length: 10 }, () => PNG))
    const count = () =>
      at()
        .actsOf(citizen)
        .flatMap((act) => (act.kind === 'files' ? act.files : [])).length
    await at().until(() => count() >= 50, 'they arrived')
    expect(count()).toBe(50)
  })

  check('a document arrives with its name, type and size, and is fetched when it is wanted', async () => {
    await at().start()
    const citizen = at().platform.person()
    citizen.sendsDocument(Buffer.from('account'), { name: '账目.pdf', type: 'application/pdf' })
    await at().until(() => at().actsOf(citizen).length === 1, 'it arrived')
    const [act] = at().actsOf(citizen)
    if (act?.kind !== 'files') throw new Error(`${act?.kind} is no files`)
    const [file] = act.files
    expect(file).toMatchObject({ name: '账目.pdf', type: 'application/pdf', size: 7 })
    expect(at().platform.downloads()).toBe(0)
    expect(Buffer.from((await file?.read()) ?? []).toString()).toBe('account')
  })

  check('a file of 21 MB is refused without being fetched', async () => {
    await at().start()
    const citizen = at().platform.person()
    const pretendSize = 21 * 1024 * 1024
    citizen.sendsDocument(Buffer.from('x'), { name: 'film.bin', type: 'application/octet-stream', pretendSize })
    await at().until(() => at().actsOf(citizen).length === 1, 'it arrived')
    const [act] = at().actsOf(citizen)
    if (act?.kind !== 'files') throw new Error(`${act?.kind} is no files`)
    expect(act.files[0]?.size).toBe(pretendSize)
    await expect(act.files[0]?.read()).rejects.toThrow()
    expect(at().platform.downloads()).toBe(0)
  })

  check('an edit arrives as an edit', async () => {
    await at().start()
    const citizen = at().platform.person()
    citizen.says('three lamps')
    citizen.edits('four lamps')
    await at().until(() => at().actsOf(citizen).length === 2, 'both arrived')
    expect(at().actsOf(citizen)[1]).toEqual({ kind: 'edited', text: 'four lamps' })
  })

  check('what is deleted was said all the same, and deleting it is no act', async () => {
    await at().start()
    const citizen = at().platform.person()
    citizen.says('three lamps')
    citizen.takesBack()
    citizen.says('at the bridge')
    await at().until(() => at().actsOf(citizen).length >= 2, 'both arrived')
    expect(at().actsOf(citizen)).toEqual(['three lamps', 'at the bridge'].map((text) => ({ kind: 'text', text })))
  })

  check('what cannot be read is named', async () => {
    await at().start()
    const citizen = at().platform.person()
    const kinds = ['voice', 'sticker', 'video', 'contact'] as const
    for (const what of kinds) citizen.sendsUnreadable(what)
    await at().until(() => at().actsOf(citizen).length === kinds.length, 'all arrived')
    expect(at().actsOf(citizen)).toEqual(kinds.map((what) => ({ kind: 'unsupported', what })))
  })

  check('strange characters arrive as they were sent', async () => {
    await at().start()
    const citizen = at().platform.person()
    for (const text of STRANGE) citizen.says(text)
    await at().until(() => at().actsOf(citizen).length === STRANGE.length, 'all arrived')
    expect(at().textsOf(citizen)).toEqual(STRANGE)
  })

  check('10,000 characters arrive, all of them and in order', async () => {
    await at().start()
    const citizen = at().platform.person()
    const long = Array.from({ length: 1_250 }, (_, n) => `第${String(n).padStart(5, '0')}句。`).join('')
    citizen.says(long)
    await at().until(() => at().textsOf(citizen).join('').length >= long.length, 'all arrived')
    expect(at().textsOf(citizen).join('')).toBe(long)
  })
}
