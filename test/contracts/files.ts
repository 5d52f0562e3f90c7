import { createHash, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SYSTEM } from '../../core/kernel/actor.ts'
import type { FileStore } from '../../core/ports/files.ts'
import { removals } from '../../core/retention/announce.ts'
import { World } from '../support/world.ts'

/** A place where attachments are kept. */
export interface FilesSubject {
  readonly name: string
  start(): Promise<{ readonly files: FileStore; reopen(): Promise<FileStore>; remove(): Promise<void> }>
}

const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

const reportWith = (files: readonly string[]) => ({
  ...{ text: '路灯', place: { text: '村口' }, since: '昨天', reporter: 'notices' },
  photos: files.map((file) => ({ file, name: 'a.txt', type: 'text/plain', size: 5 })),
})

/** What holds wherever attachments lie. */
export const filesContract = ({ name, start }: FilesSubject): void => {
  describe(`files on ${name}`, () => {
    let place: Awaited<ReturnType<FilesSubject['start']>>
    beforeAll(async () => {
      place = await start()
    }, 30_000)
    afterAll(async () => {
      await place.remove()
    })

    test.each([0, 1, 255 * 1024, 255 * 1024 + 1, 3_000_000])(
      '%i bytes come back as they were, under their digest',
      async (size) => {
        const bytes = randomBytes(size)
        const kept = await place.files.put(bytes)
        expect(kept).toBe(digest(bytes))
        expect(digest((await place.files.get(kept)) ?? new Uint8Array([1]))).toBe(kept)
      },
    )

    test('the same bytes are kept once, also when many bring them at the same moment', async () => {
      const bytes = randomBytes(300_000)
      const names = await Promise.all(Array.from({ length: 6 }, () => place.files.put(bytes)))
      expect(new Set(names)).toEqual(new Set([digest(bytes)]))
      await place.files.delete(digest(bytes))
      expect(await place.files.get(digest(bytes))).toBeUndefined()
    })

    test('what was deleted is gone, may be deleted again, and may be kept again', async () => {
      const bytes = randomBytes(1_000)
      const kept = await place.files.put(bytes)
      await place.files.delete(kept)
      await place.files.delete(kept)
      expect(await place.files.get(kept)).toBeUndefined()
      expect(await place.files.put(bytes)).toBe(kept)
      expect(await place.files.get(kept)).toHaveLength(1_000)
    })

    test.each(['', '../../etc/passwd', 'a'.repeat(63), `${'A'.repeat(64)}`, '0'.repeat(64), '{"$gt":""}'])(
      'nothing is found under %j, and deleting it harms nothing',
      async (odd) => {
        expect(await place.files.get(odd)).toBeUndefined()
        await place.files.delete(odd)
      },
    )

    test('the names of all that is kept are told, each once, and none of what is gone', async () => {
      const [one, other] = [await place.files.put(randomBytes(10)), await place.files.put(randomBytes(300_000))]
      await place.files.put(randomBytes(20)).then((gone) => place.files.delete(gone))
      const names: string[] = []
      for await (const name of place.files.names()) names.push(name)
      expect(names).toEqual(expect.arrayContaining([one, other]))
      expect(new Set(names).size).toBe(names.length)
      for (const name of names) expect(await place.files.get(name)).toBeDefined()
    })

    test('retention deletes what goes with the last record that uses it, and nothing that another still uses', async () => {
      const world = await World.open({ files: place.files })
      const { application } = world.program
      const [own, shared] = [await place.files.put(randomBytes(400_000)), await place.files.put(randomBytes(300_000))]
      const report = (files: readonly string[]) =>
        application.byName('forms.keep', { form: 'complaint', answers: reportWith(files) }, SYSTEM)
      const at = async (day: string) => {
        world.clock.set(`${day}T01:00:00.000Z`)
        while ((await world.program.tick()) > 0);
      }
      /** What was reported so early goes: announced, thirty days later carried out, an hour later rid of its files. */
      const removal = async (announced: string, after: string, later: string) => {
        await at(announced)
        await application.byName('retention.look', {}, SYSTEM)
        await at(after)
        await at(later)
      }
      const left = async () => {
        const names: string[] = []
        for await (const kept of place.files.names()) names.push(kept)
        return [own, shared].filter((each) => names.includes(each))
      }
      await report([own, shared])
      await at('2027-01-01')
      await report([shared])
      await removal('2028-07-01', '2028-08-02', '2028-08-03')
      expect(await left()).toEqual([shared])
      expect(await place.files.get(own)).toBeUndefined()
      expect(await place.files.get(shared)).toHaveLength(300_000)
      await removal('2030-02-01', '2030-03-05', '2030-03-06')
      expect(await left()).toEqual([])
      const { removals: done } = await application.execute(removals, {}, SYSTEM)
      expect(done.map(({ data }) => data.certificate?.files)).toEqual([1, 2])
    })

    test('another process finds what this one kept', async () => {
      const kept = await place.files.put(randomBytes(500_000))
      expect(await (await place.reopen()).get(kept)).toHaveLength(500_000)
    })
  })
}
