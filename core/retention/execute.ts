import { createHash } from 'node:crypto'
import { z } from 'zod'
import { Case } from '../feedback/case.ts'
import { Excerpt, excerptId } from '../feedback/excerpt/excerpt.ts'
import { notFound } from '../kernel/errors.ts'
import { operation } from '../kernel/operation.ts'
import { answer, change, remove, type Wish } from '../kernel/outcome.ts'
import type { RecordType, Stored } from '../kernel/record.ts'
import { HOUR, later } from '../ports/clock.ts'
import { toKeepers } from './announce.ts'
import { isStill, type Kept, ruleOf, wanted } from './content.ts'
import { Removal } from './removal.ts'

/** So many records go in one step: what one step removes stands in one commit. */
const STEP = 200

const Done = z.object({ id: z.string() })

/** How removals are carried out, for every kind of record that `records` knows. */
export const executing = (records: ReadonlyMap<string, RecordType<unknown>>) => {
  /** Removes what is over, step by step, and certifies it. Each removal stands in the audit by itself too. */
  const execute = operation({
    name: 'retention.execute',
    summary: 'Remove the records whose time is over, and certify it',
    allow: 'system',
    input: z.object({ id: z.string(), after: z.string().optional() }),
    output: Done,
    async run(context, { id, after }) {
      const stored = await context.load(Removal, id)
      const { data } = stored
      // Put off since this was set, or done.
      if (data.state === 'done' || data.executeAt > context.now) return answer({ id })
      const type = records.get(data.record)
      if (type === undefined) throw notFound()
      const rule = ruleOf(context.content, data.kind)
      if (rule === undefined) throw notFound()
      const page = await context.read(type).page({
        where: wanted(rule, data.before),
        order: [rule.from],
        limit: STEP,
        ...(after === undefined ? {} : { after }),
      })
      const over = page.rows.filter((row) => isStill(rule, row, context.now))
      const before = data.certificate ?? { at: context.now, count: 0, files: 0, digest: '' }
      const files = rule.goes === 'reporter' ? [] : [...new Set(over.flatMap(filesIn))]
      const certificate = {
        at: context.now,
        count: before.count + over.length,
        files: before.files + files.length,
        digest: createHash('sha256')
          .update([before.digest, ...over.map((row) => row.id)].join('\n'))
          .digest('hex'),
      }
      const gone = over.flatMap((row) => goneBy(rule, row, id, context.now))
      const { count, digest } = certificate
      const done = { kind: data.kind, count, day: context.now, digest: digest.slice(0, 12) }
      return change(Removal, stored, { ...data, state: page.next === undefined ? 'done' : 'running', certificate }, [
        ...gone,
        ...(page.next === undefined ? await toKeepers(context, id, 'told-done', done) : []),
        // After the records are gone: until then they speak of these files themselves.
        ...(files.length === 0 ? [] : [{ do: 'retention.dropFiles', input: { files }, at: later(context.now, HOUR) }]),
        ...(page.next === undefined ? [] : [{ do: 'retention.execute', input: { id, after: page.next } }]),
      ])
    },
    outputOf: ({ id }: Stored<unknown>) => ({ id }),
  })

  const removeOne = operation({
    name: 'retention.remove',
    summary: 'Remove one record whose time is over, or whose person asked for it',
    allow: 'system',
    /** `states`: it still stands in one of these, whatever has happened since it was chosen. */
    input: z.object({ record: z.string(), id: z.string(), states: z.array(z.string()).optional() }),
    output: z.object({}),
    async run(context, { record, id, states }) {
      const type = records.get(record)
      if (type === undefined || (await context.read(type).get(id)) === undefined) return answer({})
      const stored = await context.load(type, id)
      return states === undefined || states.includes(stateIn(stored))
        ? remove(type, stored, { timers: true })
        : answer({})
    },
    outputOf: () => ({}),
  })

  /** Deletes attachments that nothing speaks of any more: the same bytes may belong to another record. */
  const dropFiles = operation({
    name: 'retention.dropFiles',
    summary: 'Delete attachments that no record speaks of any more',
    allow: 'system',
    audited: false,
    input: z.object({ files: z.array(z.string()).max(20_000) }),
    output: z.object({}),
    async run(context, { files }) {
      const left = new Set(files)
      for (const type of records.values()) {
        if (left.size === 0) break
        for await (const stored of context.read(type).stream({})) for (const name of filesIn(stored)) left.delete(name)
      }
      for (const name of left) await context.files.delete(name)
      return answer({})
    },
    outputOf: () => ({}),
  })
  return { execute, removeOne, dropFiles }
}

/** How one record goes by its rule; with a case goes what was kept apart from it, and its number stays. */
const goneBy = (
  { record, states, goes }: Kept,
  { id, data }: Stored<unknown>,
  removal: string,
  now: string,
): readonly Wish[] => {
  if (goes === 'reporter') return [{ do: 'rights.letGo', input: { case: id } }]
  const removed = { do: 'retention.remove', input: { record, id, ...(states === undefined ? {} : { states }) } }
  if (record !== Case.name) return [removed]
  const { number } = Numbered.parse(data)
  return [
    removed,
    { do: 'retention.remove', input: { record: Excerpt.name, id: excerptId(id) } },
    { do: 'feedback.noteRemoved', input: { case: id, number, removal } },
    { do: 'rights.dropReporter', input: { case: id }, at: later(now, HOUR) },
  ]
}

const stateIn = ({ data }: Stored<unknown>): string => Standing.safeParse(data).data?.state ?? ''
const Standing = z.object({ state: z.string() })
const Numbered = z.object({ number: z.string() })

/** Names of files that a record speaks of, wherever in it. */
const filesIn = ({ data }: Stored<unknown>): readonly string[] =>
  JSON.stringify(data).match(/(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/g) ?? []
