import { progress as bar } from '@clack/prompts'
import { remark } from './terminal.ts'

/** How often a line is written where no bar can be drawn, in milliseconds. */
const EVERY = 5_000

export interface Progress {
  /** So many of so many are done. */
  at(done: number, total: number): void
  end(words: string): void
}

/** A bar on a terminal, or else a plain line every few seconds, beside the output. `begun` were done before. */
export const progressOf = (what: string, total: number): Progress => {
  const started = performance.now()
  let first: number | undefined
  const words = (done: number): string => {
    first ??= done - 1
    const rate = ((done - first) * 1_000) / (performance.now() - started)
    return `${what} ${done}/${total}, ${rate.toFixed(rate < 10 ? 1 : 0)}/s, ${duration((total - done) / rate)} left`
  }
  if (process.stderr.isTTY) return drawn(what, total, words)
  let told = started
  return {
    at: (done) => {
      const line = words(done)
      if (performance.now() - told < EVERY) return
      told = performance.now()
      remark(line)
    },
    end: remark,
  }
}

const drawn = (what: string, total: number, words: (done: number) => string): Progress => {
  const drawing = bar({ max: total, output: process.stderr, style: 'heavy', size: 30 })
  drawing.start(what)
  let shown = 0
  let drawnAt = 0
  return {
    at: (done) => {
      const line = words(done)
      // Drawing costs time of its own: ten times a second is enough for any eye.
      if (performance.now() - drawnAt < 100 && done < total) return
      drawnAt = performance.now()
      drawing.advance(done - shown, line)
      shown = done
    },
    end: (line) => drawing.stop(line),
  }
}

const duration = (seconds: number): string => {
  if (!Number.isFinite(seconds)) return 'some time'
  const whole = Math.ceil(seconds)
  return whole < 90 ? `${whole} s` : `${Math.ceil(whole / 60)} min`
}
