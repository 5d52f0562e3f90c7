import type { Talk } from '../../conversation/command.ts'
import { meansAlone } from '../../conversation/phrases.ts'

/** From here on words tell something; fewer are looked for. */
export const TELLS = 8

/** 收到, 知道了 and no more. */
export const isAcknowledged = (talk: Talk, text: string): boolean =>
  meansAlone({ language: talk.language, context: talk }, 'staff.acknowledged-words', text)

/** Asks plainly for a search, where 查明原因 tells what was done. */
const SEARCHES = /^(?:(?:请|麻烦|帮我|给我|我想|我要)+(?:查|找|搜)|(?:查|找|搜)一?下|查查|找找)/u

/** Whether somebody says that they look for something. */
export const looksFor = (text: string): boolean => SEARCHES.test(text.trim())

/** What people put around the words that they look for. */
const AROUND =
  /^(?:请|麻烦|帮我|给我|我想|我要)*(?:查一?下|查查|找一?下|找找|搜一?下|看一?下|查|找|搜)|(?:的)?(?:件|那件|那个|情况)$|的$/gu

/** What is looked for, without the words that people put around it. */
export const looked = (text: string): string => text.replace(AROUND, '').trim() || text
