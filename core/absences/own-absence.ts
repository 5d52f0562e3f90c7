import { toSimplified } from '../content/traditional.ts'
import { readAbsence } from './read-absence.ts'

const LEAVE = /[请休][^，。,]{0,4}假(?!期|日)|(?:年|病|事|产|婚|丧|探亲)假|年休|公休/u
const ELSEWHERE = /出差|外出|脱产|培训|学习|开会|调休|离岗|不上班|不在/u
const ABOUT_ONESELF = /^(?:.{0,8}您?好[,，!！。\s]*)?(?:我|本人|因|[从自]?\d)/u
/** What is longer tells of something else that somebody's leave comes in. */
const LONGEST = 120

/** Whether somebody writes that they will be away themselves: on leave, or elsewhere with somebody who stands in. */
export const isOwnAbsence = (words: string, now: string, zone: string): boolean => {
  if (words.length > LONGEST) return false
  const plain = toSimplified(words)
  const isLeave = LEAVE.test(plain)
  if (!isLeave && !ELSEWHERE.test(plain)) return false
  const { from, standIn } = readAbsence(plain, now, zone)
  return from !== undefined && (standIn !== undefined || (isLeave && ABOUT_ONESELF.test(plain)))
}
