import type { Wish } from '../kernel/outcome.ts'
import { tell } from '../messaging/tell.ts'
import type { Organisation } from '../people/index.ts'
import type { TalkData } from './talk.ts'

type Params = Readonly<Record<string, string | number>>

const basics = (org: Organisation, data: TalkData): Params => ({
  ...{ number: data.number, day: data.day, time: data.time, place: data.place, reason: data.reason },
  ...{ name: org.person(data.person)?.name ?? data.person, unit: org.unit(data.unit)?.name ?? data.unit },
})

const button = (id: string) => ({ say: 'talks.button.show', token: `talk_show ${id}`, style: 'primary' as const })

/** Tells the person talked to, always themselves: a talk is held with nobody's stand-in. */
export const toPerson = (
  org: Organisation,
  id: string,
  data: TalkData,
  say: string,
  more: { readonly params?: Params; readonly at?: string } = {},
): Wish =>
  tell({ kind: 'person', person: data.person }, say, {
    purpose: 'duty',
    params: { ...basics(org, data), ...more.params },
    choices: [button(id)],
    about: id,
    ...(more.at === undefined ? {} : { at: more.at }),
  })

/** Tells whoever called the talk, or who answers for them now; where they left, every officer of the office. */
export const toOffice = (
  org: Organisation,
  id: string,
  data: TalkData,
  say: string,
  params: Params = {},
): readonly Wish[] => {
  const caller = org.answering(data.calledBy.replace(/^person:/, ''))
  const officers = org
    .people()
    .filter(
      ({ code, roles, state }) =>
        state === 'active' && roles.includes('officer') && org.unitsOf(code).includes(data.office),
    )
  const hear = caller?.roles.some((role) => role === 'officer' || role === 'director') === true ? [caller] : officers
  return hear
    .filter(({ code }) => code !== data.person)
    .map(({ code }) =>
      tell({ kind: 'person', person: code }, say, {
        ...{ purpose: 'duty', params: { ...basics(org, data), ...params }, choices: [button(id)], about: id },
      }),
    )
}
