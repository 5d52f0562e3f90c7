import { z } from 'zod'
import { partsOf } from '../conversation/in-parts.ts'
import type { Context } from '../kernel/context.ts'
import { refusal } from '../kernel/errors.ts'
import { operation } from '../kernel/operation.ts'
import { answer, change, create, type Wish } from '../kernel/outcome.ts'
import type { Stored } from '../kernel/record.ts'
import { MessageFile } from '../messaging/message.ts'
import { organisation } from '../people/index.ts'
import { Course, courseId, MOST_TRIES } from './course.ts'
import { type Given, given, requireOpen } from './given.ts'
import type { Lesson } from './lesson.ts'

const Shown = z.strictObject({
  title: z.string(),
  text: z.string(),
  part: z.number(),
  parts: z.number(),
  link: z.string().optional(),
  /** Pictures come with the first part, what is to be read besides with the last. */
  files: z.array(MessageFile),
  questions: z.number(),
  ended: z.boolean(),
})
export type Shown = z.infer<typeof Shown>

/** Shows one part. The parts come in their order; after the last one come the questions. */
export const read = operation({
  name: 'lessons.read',
  summary: 'Read one part of a lesson that whoever asks was given',
  allow: 'person',
  audited: false,
  input: z.strictObject({ campaign: z.string(), part: z.coerce.number().int().min(1).max(100).default(1) }),
  output: Shown,
  async run(context, { campaign, part }) {
    const own = await given(context, campaign)
    const { lesson, person, course } = own
    const id = courseId(campaign, person)
    const parts = partsOf(lesson.text.trim()).length
    if (course === undefined) {
      requireOpen(own)
      return create(Course, id, { ...(await beginning(context, own, campaign)), read: 1, shown: 1 })
    }
    const stored = await context.load(Course, id)
    // Another version than the one they began with: from the beginning, unless it is over.
    const isNew = stored.data.version !== lesson.version && stored.data.ended === undefined
    const before = isNew ? 0 : stored.data.read
    const shown = Math.min(part, before + 1, parts)
    const next = { ...stored.data, shown, read: Math.max(before, shown) }
    return change(Course, stored, isNew ? { ...next, version: lesson.version, tries: [] } : next)
  },
  async outputOf({ data }: Stored<Course>, context) {
    const { lesson } = await given(context, data.campaign)
    const texts = partsOf(lesson.text.trim())
    return {
      ...{ title: lesson.title, text: texts[data.shown - 1] ?? '', part: data.shown, parts: texts.length },
      ...{ questions: lesson.quiz.length, ended: data.ended !== undefined },
      ...(lesson.link === undefined ? {} : { link: lesson.link }),
      files: filesOf(lesson, data.shown, texts.length),
    }
  },
})

const filesOf = ({ files }: Lesson, part: number, parts: number) =>
  files
    .filter(({ type }) => (type.startsWith('image/') ? part === 1 : part === parts))
    .map(({ file, name, type }) => ({ file, name, type }))

const beginning = async (context: Context, { lesson, person }: Given, campaign: string) => {
  const post = (await organisation(context)).postsHeldBy(person)[0]
  return {
    ...{ campaign, person, unit: post?.unit ?? '', rank: post?.rank ?? 'staff' },
    ...{ lesson: lesson.name, title: lesson.title, version: lesson.version, tries: [] },
  }
}

const Progress = z.strictObject({
  title: z.string(),
  /** Of the question that was answered last; absent before the first. */
  right: z.boolean().optional(),
  why: z.string().optional(),
  /** The right option in words. */
  answer: z.string().optional(),
  next: z
    .strictObject({ attempt: z.number(), n: z.number(), of: z.number(), ask: z.string(), options: z.array(z.string()) })
    .optional(),
  ended: z.strictObject({ passed: z.boolean(), right: z.number(), of: z.number() }).optional(),
  /** Not enough at the first try: how many were right. */
  again: z.number().optional(),
})
export type Progress = z.infer<typeof Progress>

/** The question that is open, without answering anything. */
export const start = operation({
  name: 'lessons.start',
  summary: 'Begin or go on with the questions of a lesson, or confirm one that has none',
  allow: 'person',
  input: z.strictObject({ campaign: z.string() }),
  output: Progress,
  async run(context, { campaign }) {
    const own = await given(context, campaign)
    const stored = await ready(context, own, campaign)
    const { data } = stored
    if (data.ended !== undefined) return answer(progressOf(own.lesson, data))
    requireOpen(own)
    if (own.lesson.quiz.length === 0) return ending(context, stored, own.lesson, data)
    const last = data.tries.at(-1)
    const isOver = last !== undefined && last.length >= own.lesson.quiz.length
    const tries = last === undefined || isOver ? [...data.tries, []] : data.tries
    const after = { ...data, tries }
    return tries === data.tries ? answer(asking(own.lesson, after)) : change(Course, stored, after)
  },
  outputOf: async ({ data }: Stored<Course>, context) => {
    const { lesson } = await given(context, data.campaign)
    return data.ended === undefined ? asking(lesson, data) : progressOf(lesson, data)
  },
})

/** Answers the question that is open. Answered twice, also from two platforms at once, the first answer counts. */
export const respond = operation({
  name: 'lessons.respond',
  summary: 'Answer the question of a lesson that is open; each question is answered once a try',
  allow: 'person',
  input: z.strictObject({
    campaign: z.string(),
    attempt: z.coerce.number().int().min(1).max(MOST_TRIES),
    question: z.coerce.number().int().min(1).max(10),
    option: z.coerce.number().int().min(1).max(4),
  }),
  output: Progress,
  async run(context, { campaign, attempt, question, option }) {
    const own = await given(context, campaign)
    const stored = await ready(context, own, campaign)
    const { data } = stored
    const { lesson } = own
    if (data.ended !== undefined) throw refusal('lessons.over')
    requireOpen(own)
    const answers = data.tries.at(-1) ?? []
    if (attempt !== data.tries.length || question <= answers.length) throw refusal('lessons.answered-already')
    if (question !== answers.length + 1 || lesson.quiz[question - 1]?.options[option - 1] === undefined)
      throw refusal('lessons.no-such-question')
    const after = { ...data, tries: [...data.tries.slice(0, -1), [...answers, option]] }
    const isLast = answers.length + 1 === lesson.quiz.length
    const isOver = isLast && (rightIn(lesson, after.tries.at(-1)) >= lesson.pass || attempt === MOST_TRIES)
    return isOver ? ending(context, stored, lesson, after) : change(Course, stored, after)
  },
  outputOf: async ({ data }: Stored<Course>, context) => progressOf((await given(context, data.campaign)).lesson, data),
})

/** @throws Refusal `lessons.read-first`, `lessons.changed` */
const ready = async (
  context: Context,
  { lesson, course, person }: Given,
  campaign: string,
): Promise<Stored<Course>> => {
  if (course === undefined) throw refusal('lessons.read-first')
  const stored = await context.load(Course, courseId(campaign, person))
  if (stored.data.ended !== undefined) return stored
  if (stored.data.version !== lesson.version) throw refusal('lessons.changed')
  if (stored.data.read < partsOf(lesson.text.trim()).length) throw refusal('lessons.read-first')
  return stored
}

const rightIn = ({ quiz }: Lesson, answers: readonly number[] = []): number =>
  answers.filter((option, n) => quiz[n]?.right === option).length

const ending = (context: Context, stored: Stored<Course>, lesson: Lesson, data: Course) => {
  const right = rightIn(lesson, data.tries.at(-1))
  const ended = { at: context.now, passed: right >= lesson.pass, right, of: lesson.quiz.length }
  const { campaign, person } = data
  const settled = {
    campaign,
    person,
    state: ended.passed ? 'done' : 'replied',
    answer: `${right}/${ended.of}`,
    takenAt: context.now,
  }
  const wish: Wish = { do: 'campaigns.settle', input: settled }
  return change(Course, stored, { ...data, ended }, [wish])
}

const asking = ({ quiz, title }: Lesson, { tries }: Course): Progress => {
  const answered = tries.at(-1)?.length ?? 0
  const open = quiz[answered]
  if (open === undefined) return { title }
  const { ask, options } = open
  return { title, next: { attempt: tries.length, n: answered + 1, of: quiz.length, ask, options: [...options] } }
}

/** After an answer: whether it was right and why, and what comes next. */
const progressOf = (lesson: Lesson, data: Course): Progress => {
  const answers = data.tries.at(-1) ?? []
  const question = lesson.quiz[answers.length - 1]
  const { ended } = data
  const over = answers.length >= lesson.quiz.length
  return {
    ...asking(lesson, data),
    ...(question === undefined
      ? {}
      : {
          ...{ right: question.right === answers.at(-1), why: question.why },
          answer: question.options[(question.right ?? 0) - 1] ?? '',
        }),
    ...(ended === undefined ? {} : { ended: { passed: ended.passed, right: ended.right, of: ended.of } }),
    ...(ended === undefined && over ? { again: rightIn(lesson, answers) } : {}),
  }
}
