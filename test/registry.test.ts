import { describe, expect, it } from 'vitest'
import { faultOf } from '../adapters/scheduler/latest-time.ts'
import { Texts } from '../core/content/texts.ts'
import { mayUse } from '../core/conversation/command.ts'
import { Forms } from '../core/conversation/forms.ts'
import { OWN_COMMANDS } from '../core/conversation/index.ts'
import { features } from '../core/features.ts'
import { CaseState } from '../core/feedback/case.ts'
import type { Actor } from '../core/kernel/actor.ts'
import { AUDIT } from '../core/kernel/trail.ts'
import { jobsOf } from '../core/recurring/index.ts'
import { WarningState } from '../core/warnings/warning.ts'
import { fixtures } from './conversations/runner/fixture.ts'
import { inSource } from './registry/source.ts'
import { FACES, sampleContent } from './support/world.ts'

const { all, talking } = features(FACES)
const commands = [...talking.repertoire.commands.values()]
const names = [...commands.map(({ name }) => name), ...OWN_COMMANDS.map(({ name }) => name)]
const operations = new Set(all.flatMap((feature) => feature.operations ?? []).map(({ name }) => name))

const keysIn = async (language: 'zh-CN' | 'en'): Promise<ReadonlySet<string>> => {
  const files = (await sampleContent()).files(Texts).filter(({ file }) => file.startsWith(`texts/${language}/`))
  return new Set(files.flatMap(({ value }) => Object.keys(value)).map((key) => key.replace(/_(one|other)$/, '')))
}

describe('every command', () => {
  it('is shown by a conversation', () => {
    const shown = new Set(fixtures().flatMap((fixture) => fixture.commands))
    expect(names.filter((name) => !shown.has(name))).toEqual([])
    expect([...shown].filter((name) => !names.includes(name))).toEqual([])
  })

  it('of a menu is shown by somebody who meets that menu', () => {
    const acting = (kind: string) =>
      new Set(
        fixtures()
          .filter(({ fixture }) =>
            [fixture.as, ...fixture.turns.map(({ as }) => as)].some((as) => as !== undefined && kind in as),
          )
          .flatMap((fixture) => fixture.commands),
      )
    const missing = FACES.flatMap(({ name, menu }) => {
      const shown = acting(name)
      return menu.filter((each) => names.includes(each) && !shown.has(each)).map((each) => `${name} ${each}`)
    })
    expect(missing).toEqual([])
  })

  it('has a name of its own that Telegram takes', () => {
    expect(new Set(names).size).toBe(names.length)
    expect(names.filter((name) => !/^[a-z0-9_]{1,32}$/.test(name))).toEqual([])
  })

  it('has a form that exists, and a link that is its own', async () => {
    const forms = new Set((await sampleContent()).files(Forms).map(({ value }) => value.name))
    expect(commands.flatMap(({ form }) => (form === undefined || forms.has(form) ? [] : [form]))).toEqual([])
    const links = commands.flatMap(({ link }) => link ?? [])
    expect(new Set(links).size).toBe(links.length)
    expect(links.filter((link) => !/^[A-Za-z0-9_]{1,20}$/.test(link))).toEqual([])
  })

  it('of a menu exists, and is for whoever meets the menu', () => {
    const met: Record<string, Actor> = {
      citizen: { kind: 'citizen' },
      cadre: { kind: 'person', person: 'p', roles: ['handler'], units: [] },
      field: { kind: 'person', person: 'p', roles: ['information-officer', 'supervisor', 'handler'], units: [] },
      member: { kind: 'person', person: 'p', roles: ['contact-point'], units: [] },
      administrator: { kind: 'person', person: 'p', roles: ['officer'], units: [] },
    }
    for (const { name, menu, otherwise } of FACES) {
      const actor = met[name]
      for (const each of [...menu, otherwise]) {
        const command = talking.repertoire.commands.get(each)
        expect(command, `${name} ${each}`).toBeDefined()
        if (command !== undefined && actor !== undefined)
          expect(mayUse(command.for, actor), `${name} ${each}`).toBe(true)
      }
    }
  })
})

describe('every text', () => {
  it('that a command, a face or an own command names is there in both languages', async () => {
    const named = [
      ...commands.flatMap(({ summary, words }) => [summary, ...(words === undefined ? [] : [words])]),
      ...FACES.map(({ welcome }) => welcome),
      ...OWN_COMMANDS.map(({ summary }) => summary),
    ]
    await expectTexts(named.map((text) => ({ text, at: 'a declaration' })))
  })

  it('for a refusal is there in both languages', async () => {
    const codes = inSource(/(?:refusal|notFound|forbidden|new Refusal)\(\s*['"]([\w.-]+)['"]/g)
    const spread = inSource(/(?:refusal|notFound|forbidden|new Refusal)\(\s*`([^`]+)`/g).flatMap(({ text, at }) =>
      spreadOut(text).map((each) => ({ text: each, at })),
    )
    const always = ['not-found', 'not-allowed', 'conflict', 'input.invalid', 'operation.unknown'].map((text) => ({
      text,
      at: 'core/kernel/errors.ts',
    }))
    expect(codes.length).toBeGreaterThan(30)
    await expectTexts([...codes, ...spread, ...always].map(({ text, at }) => ({ text: `errors.${text}`, at })))
  })

  it('that the source names anywhere is there in both languages', async () => {
    const known = await keysIn('zh-CN')
    const rooms = new Set([...known].map((key) => key.split('.')[0]))
    // Operations are called like texts, and so are the paths of files and records.
    const keys = inSource(/'([a-z][\w-]*(?:\.[\w-]+)+)'/g).filter(
      ({ text }) =>
        rooms.has(text.split('.')[0]) && text !== AUDIT && !operations.has(text) && !/\.(yaml|ts|csv|json)$/.test(text),
    )
    expect(keys.length).toBeGreaterThan(150)
    await expectTexts(keys)
  })

  it('whose name is put together begins as texts do', async () => {
    const known = [...(await keysIn('zh-CN'))]
    const rooms = new Set(known.map((key) => key.split('.')[0]))
    const begun = inSource(/`([a-z][\w-]*\.[\w.-]*)\$\{/g).filter(({ text }) => rooms.has(text.split('.')[0]))
    expect(
      begun.filter(({ text }) => !known.some((key) => key.startsWith(text) || key.startsWith(`errors.${text}`))),
    ).toEqual([])
  })
})

describe('every wish', () => {
  it('names an operation that there is', () => {
    const wished = inSource(/\bdo: '([\w.-]+)'/g)
    expect(wished.length).toBeGreaterThan(10)
    expect(wished.filter(({ text }) => text !== AUDIT && !operations.has(text))).toEqual([])
  })
})

describe('every job', () => {
  const jobs = jobsOf(all)
  it('has times that come, in a time zone that there is', () => {
    expect(
      jobs.flatMap(({ name, cron }) => (faultOf(cron) === undefined ? [] : [`${name}: ${faultOf(cron)}`])),
    ).toEqual([])
    const zones = new Set(Intl.supportedValuesOf('timeZone').concat('UTC'))
    expect(jobs.filter(({ timezone }) => timezone !== undefined && !zones.has(timezone))).toEqual([])
  })

  it('wishes for an operation that there is, with input that it takes', () => {
    for (const { name, run } of jobs) {
      const wish = run('2025-06-30T01:00:00.000Z')
      const operation = all.flatMap((feature) => feature.operations ?? []).find((each) => each.name === wish.do)
      expect(operation?.input.safeParse(wish.input).success, name).toBe(true)
    }
  })
})

const expectTexts = async (keys: readonly { readonly text: string; readonly at: string }[]): Promise<void> => {
  for (const language of ['zh-CN', 'en'] as const) {
    const known = await keysIn(language)
    expect(
      keys
        .filter(({ text }) => !known.has(text) && !known.has(`errors.${text}`))
        .map(({ text, at }) => `${language}: ${text} (${at})`),
    ).toEqual([])
  }
}

/** The codes that a template stands for: the states of a case or of a warning are the only thing ever put in. */
const spreadOut = (template: string): readonly string[] => {
  const states = template.startsWith('warnings.') ? WarningState.options : CaseState.options
  return /\$\{[^}]*state[^}]*\}/.test(template) ? states.map((state) => template.replace(/\$\{[^}]*\}/, state)) : []
}
