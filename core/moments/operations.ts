import { z } from 'zod'
import { audienceFrom, audienceInContent, GivenAudience, SENDERS } from '../audiences/index.ts'
import { calendarOf } from '../calendar/content.ts'
import { instantAt, toDay } from '../calendar/index.ts'
import { SYSTEM } from '../kernel/actor.ts'
import { notFound, refusal } from '../kernel/errors.ts'
import type { Job } from '../kernel/job.ts'
import { operation, query } from '../kernel/operation.ts'
import { answer } from '../kernel/outcome.ts'
import { issue } from '../notices/index.ts'
import { comingMoments } from './coming.ts'
import { type Moment, Moments } from './content.ts'

const Issued = z.strictObject({ issued: z.array(z.string()) })

/** Looks whether a moment is near enough to remind of, and does so once for each. */
export const look = operation({
  name: 'moments.look',
  summary: 'Remind people of the moments that are near',
  allow: 'system',
  audited: false,
  input: z.strictObject({}),
  output: Issued,
  async run(context) {
    const calendar = calendarOf(context.content)
    const today = calendar.dayAt(context.now)
    const issued: string[] = []
    for (const { moment, day, remindOn } of comingMoments(context.content, today)) {
      if (remindOn > today) continue
      const audience = audienceInContent(context.content, moment.audience)
      const { notice, issued: now } = await context.execute(
        issue,
        { id: `moment-${moment.name}-${day}`, ...noticeFor(moment), audience, closesAt: calendar.closing(day) },
        `${moment.name} ${day}`,
      )
      if (now) issued.push(notice)
    }
    return answer({ issued })
  },
  outputOf: () => ({ issued: [] }),
})

const noticeFor = ({ text, confirm }: Moment) => ({ text, ask: confirm ? ('confirm' as const) : ('nothing' as const) })

/** Every working morning; a morning on which nothing ran is made up for. */
export const morning: Job = {
  name: look.name,
  cron: '30 8 * * *',
  missed: 'once',
  run: () => ({ do: look.name, input: {} }),
}

/** Says that a moment comes in the life of some people, such as an appointment or a wedding, and reminds them ahead. */
export const announce = operation({
  name: 'moments.announce',
  summary: 'Remind people ahead of an appointment, a wedding or the like',
  allow: [...SENDERS],
  input: z.strictObject({ moment: z.string(), audience: GivenAudience, day: z.iso.date() }),
  output: z.strictObject({ notice: z.string(), remindOn: z.string() }),
  async run(context, { moment: name, audience: given, day: said }) {
    const moment = context.content.only(Moments).find((each) => each.name === name && 'event' in each)
    if (moment === undefined) throw notFound('moments.unknown')
    const calendar = calendarOf(context.content)
    const today = calendar.dayAt(context.now)
    const day = toDay(said)
    if (day <= today) throw refusal('moments.over', { day })
    const audience = await audienceFrom(context, given)
    const remindOn = calendar.addWorkingDays(day, -moment.ahead).day
    const opensAt = calendar.nextOfficeTime(instantAt(remindOn, '00:00', calendar.timeZone))
    const input = {
      ...{ id: `moment-${name}-${context.key}`, ...noticeFor(moment), audience, closesAt: calendar.closing(day) },
      ...(opensAt > context.now ? { opensAt } : {}),
    }
    const { notice } = await context.execute(issue, input, 'issue', SYSTEM)
    return answer({ notice, remindOn: opensAt > context.now ? remindOn : today })
  },
  outputOf: () => ({ notice: '', remindOn: '' }),
})

/** The moments to come, with whom they are for and when those are reminded; and those that an officer announces. */
export const list = query({
  name: 'moments.list',
  summary: 'List the moments to come and when people are reminded of them',
  allow: [...SENDERS],
  input: z.strictObject({ limit: z.coerce.number().int().min(1).max(50).default(12) }),
  output: z.strictObject({
    coming: z.array(
      z.strictObject({
        name: z.string(),
        title: z.string(),
        day: z.string(),
        remindOn: z.string(),
        audience: z.string(),
        provisional: z.boolean(),
      }),
    ),
    events: z.array(z.strictObject({ name: z.string(), title: z.string(), ahead: z.number() })),
  }),
  async run(context, { limit }) {
    const { content } = context
    const coming = comingMoments(content, calendarOf(content).dayAt(context.now)).slice(0, limit)
    return {
      coming: coming.map(({ moment, day, remindOn, provisional }) => ({
        ...{ name: moment.name, title: moment.title['zh-CN'], day, remindOn, audience: moment.audience, provisional },
      })),
      events: content
        .only(Moments)
        .filter((each) => 'event' in each)
        .map(({ name, title, ahead }) => ({ name, title: title['zh-CN'], ahead })),
    }
  },
})
