import { Addressee, addresseeId } from '../campaigns/addressee.ts'
import { Campaign } from '../campaigns/index.ts'
import type { Context } from '../kernel/context.ts'
import { forbidden, notFound, refusal } from '../kernel/errors.ts'
import type { Stored } from '../kernel/record.ts'
import { Course, courseId } from './course.ts'
import type { Lesson } from './lesson.ts'
import { lessonBook } from './texts/book.ts'

/** What whoever acts was given to learn, and how far they are. Nobody learns for somebody else. */
export interface Given {
  readonly person: string
  readonly lesson: Lesson
  readonly course: Stored<Course> | undefined
  readonly isOpen: boolean
}

/** @throws Refusal `campaign.unknown`, `campaign.not-asked`, `lessons.withdrawn`, `lessons.withdrawn-because` */
export const given = async (context: Context, campaign: string): Promise<Given> => {
  const { actor } = context
  if (actor.kind !== 'person') throw forbidden()
  const { person } = actor
  const [found, addressee, course] = await Promise.all([
    context.read(Campaign).get(campaign),
    context.read(Addressee).get(addresseeId(campaign, person)),
    context.read(Course).get(courseId(campaign, person)),
  ])
  if (found === undefined || found.data.kind.name !== 'lesson') throw notFound('campaign.unknown')
  if (addressee === undefined) throw notFound('campaign.not-asked')
  const text = await lessonBook.one(context, found.data.subject)
  const { title } = found.data
  // What is over stays as it was learnt, whatever becomes of the lesson.
  const ended = course?.data.ended === undefined ? undefined : course.data.version
  const learnt = text?.versions.find(({ version }) => version === ended)
  if (learnt === undefined && text?.withdrawn !== undefined)
    throw refusal('lessons.withdrawn-because', { title, reason: text.withdrawn.reason })
  const lesson = learnt ?? text?.template
  if (lesson === undefined) throw refusal('lessons.withdrawn', { title })
  const { state, closesAt } = found.data
  return { person, lesson, course, isOpen: state === 'open' && (closesAt === undefined || context.now < closesAt) }
}

/** What is read stays readable; only answering ends with the window. @throws Refusal `lessons.closed` */
export const requireOpen = ({ isOpen }: Given): void => {
  if (!isOpen) throw refusal('lessons.closed')
}
