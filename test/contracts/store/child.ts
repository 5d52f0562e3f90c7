import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { CollectionSpec } from '../../../core/ports/store.ts'
import type { Target } from './place.ts'

/** What a child process is to do; see child-program.ts. */
export interface Task {
  readonly target: Target
  readonly spec: CollectionSpec
  readonly act: 'insert' | 'add' | 'claim' | 'hold'
  readonly name: string
  readonly times: number
}

export interface Child {
  /** What it printed, line by line, until now or its end. */
  readonly lines: readonly string[]
  /** Resolves when it has printed `count` lines. */
  printed(count: number): Promise<void>
  /** Resolves with its exit code. */
  readonly ended: Promise<number | null>
  kill9(): Promise<void>
}

export function startChild(task: Task): Child {
  const program = join(import.meta.dirname, 'child-program.ts')
  const child = spawn(process.execPath, ['--import', 'tsx', program, JSON.stringify(task)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines: string[] = []
  const reader = createInterface(child.stdout)
  reader.on('line', (line) => lines.push(line))
  const ended = once(child, 'close').then(([code]) => (typeof code === 'number' ? code : null))
  return {
    lines,
    ended,
    printed: async (count) => {
      while (lines.length < count) {
        const over = await Promise.race([once(reader, 'line').then(() => false), ended.then(() => true)])
        if (over && lines.length < count) throw new Error(`${task.act} ended after ${lines.length} lines`)
      }
    },
    kill9: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}
