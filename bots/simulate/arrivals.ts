import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { Failed } from '../commands/terminal.ts'
import type { Chance } from './chance.ts'

const Line = z.object({ time: z.string() })

/** The pauses between the letters of a file, in milliseconds, in their order; nothing else of the letters is looked at. @throws Failed */
export const gapsIn = async (file: string): Promise<readonly number[]> => {
  const times: number[] = []
  let number = 0
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    number++
    if (line.trim() === '') continue
    const time = timeOf(line)
    if (time === undefined)
      throw new Failed(`${file}:${number} has no time. A line is {"time": "2025-01-31T08:00:00", …}.`)
    times.push(time)
  }
  if (times.length < 2) throw new Failed(`${file} has fewer than two letters, so there is no pause between them.`)
  times.sort((a, b) => a - b)
  return times.slice(1).map((time, n) => time - (times[n] ?? time))
}

const timeOf = (line: string): number | undefined => {
  try {
    const time = Date.parse(Line.parse(JSON.parse(line)).time)
    return Number.isNaN(time) ? undefined : time
  } catch {
    return undefined
  }
}

/** Pauses as they come when letters arrive by themselves: many short ones, few long ones. */
export const builtInGaps = (chance: Chance): readonly number[] =>
  Array.from({ length: 2_000 }, () => -Math.log(1 - chance.next()) * 3_600_000)

/** `count` instants between two, apart as `gaps` are, from a place in them that chance gives. */
export const arrivals = (
  gaps: readonly number[],
  chance: Chance,
  count: number,
  [from, until]: readonly [string, string],
): readonly string[] => {
  const start = chance.between(0, gaps.length - 1)
  const taken = Array.from({ length: count }, (_, n) => gaps[(start + n) % gaps.length] ?? 0)
  const sum = taken.reduce((total, gap) => total + gap, 0)
  const begins = Date.parse(from)
  const length = Date.parse(until) - begins
  let at = 0
  return taken.map((gap, n) => {
    at += gap
    const share = sum === 0 ? (n + 1) / (count + 1) : at / (sum * 1.0001)
    return new Date(Math.floor(begins + share * length)).toISOString()
  })
}
