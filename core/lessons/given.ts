import { Addressee, addresseeId } from '../campaigns/addressee.ts'
import { Campaign } from '../campaigns/index.ts'
import type { Context } from '../kernel/context.ts'
import { forbidden, notFound, refusal } from '../kernel/errors.ts'
import type { Stored } from '../kernel/record.ts'
import { Course, courseId } from './course.ts'
import { type Lesson, lessonNamed } from './lesson.ts'

/** What whoever acts was given to learn, and how far they are. Nobody learns for somebody else. */
export interface Given {
  readonly person: string
  readonly lesson: Lesson
  readonly course: Stored<Course> | undefined
  readonly isOpen: boolean
}

/** @throws Refusal `campaign.unknown`, `campaign.not-asked`, `lessons.withdrawn` */
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
  const lesson = lessonNamed(context.content, found.data.subject)
  if (lesson === undefined) throw refusal('lessons.withdrawn', { title: found.data.title })
  const { state, closesAt } = found.data
  return { person, lesson, course, isOpen: state === 'open' && (closesAt === undefined || context.now < closesAt) }
}

/** What is read stays readable; only answering ends with the window. @throws Refusal `lessons.closed` */
export const requireOpen = ({ isOpen }: Given): void => {
  if (!isOpen) throw refusal('lessons.closed')
}
