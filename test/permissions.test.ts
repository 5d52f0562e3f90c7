import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { features } from '../core/features.ts'
import { type Actor, Role } from '../core/kernel/actor.ts'
import { Refusal } from '../core/kernel/errors.ts'
import type { AnyOperation } from '../core/kernel/operation.ts'
import { FACES, World } from './support/world.ts'

const Asks = z.union([z.enum(['everyone', 'person', 'staff', 'system']), z.array(Role).min(1)])
type Asks = z.infer<typeof Asks>
const Expected = z.union([
  Asks,
  z.strictObject({ asks: Asks, part: z.array(z.enum(['officer', 'director', 'handler', 'reporter'])) }),
])

const table = z.record(z.string(), Expected).parse(parse(readFileSync('test/permissions.yaml', 'utf8')))
const operations = features(FACES).all.flatMap((feature) => feature.operations ?? [])

/** Everybody who could ask, by how they are called in the table. */
const ASKERS: readonly { readonly called: string; readonly actor: Actor }[] = [
  { called: 'a citizen', actor: { kind: 'citizen', chat: 'chat' } },
  { called: 'a person without any role', actor: { kind: 'person', person: 'p', roles: [], units: [] } },
  ...Role.options.map((role) => ({
    called: role,
    actor: { kind: 'person' as const, person: 'p', roles: [role], units: [] },
  })),
]

const mayAsk = (asks: Asks, actor: Actor): boolean => {
  if (asks === 'everyone') return true
  if (asks === 'system' || actor.kind !== 'person') return false
  if (asks === 'person') return true
  return asks === 'staff' ? actor.roles.length > 0 : actor.roles.some((role) => asks.includes(role))
}

const asksOf = ({ name }: AnyOperation): Asks => {
  const expected = table[name]
  if (expected === undefined) throw new Error(`${name} is not in the table`)
  return typeof expected === 'string' || Array.isArray(expected) ? expected : expected.asks
}

describe('the table of permissions', () => {
  it('has every operation, and no other', () => {
    expect(Object.keys(table).sort()).toEqual(operations.map(({ name }) => name).sort())
  })

  it.each(operations.map((operation) => [operation.name, operation] as const))(
    '%s is declared as the table says',
    (name, operation) => {
      const declared = operation.allow === 'anyone' ? 'everyone' : operation.allow
      expect(declared).toEqual(asksOf(operation))
      const expected = table[name]
      const part = typeof expected === 'object' && 'part' in expected ? expected.part : undefined
      expect('by' in operation ? operation.by : undefined).toEqual(part)
    },
  )
})

describe('whoever asks', () => {
  let world: World
  beforeAll(async () => {
    world = await World.open()
  })

  // Input that no operation takes: whoever may ask is told so, and nobody else gets that far.
  const answerTo = async (operation: AnyOperation, actor: Actor): Promise<string> => {
    try {
      await world.program.application.execute(operation, 42, actor)
      return 'done'
    } catch (error) {
      return error instanceof Refusal ? error.code : String(error)
    }
  }

  it.each(operations.map((operation) => [operation.name, operation] as const))(
    '%s is refused to all but those in the table',
    async (_name, operation) => {
      const asks = asksOf(operation)
      for (const { called, actor } of ASKERS) {
        expect(await answerTo(operation, actor), called).toBe(mayAsk(asks, actor) ? 'input.invalid' : 'not-allowed')
      }
      expect(await answerTo(operation, { kind: 'system' }), 'the system').toBe('input.invalid')
    },
  )
})
