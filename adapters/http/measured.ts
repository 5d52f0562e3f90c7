import type { Actor } from '../../core/kernel/actor.ts'
import { type Application, isExpected } from '../../core/kernel/application.ts'
import type { Operation } from '../../core/kernel/operation.ts'
import type { Metrics } from './metrics.ts'

/** Counts and times every execution of `application` from now on, whoever asks: chat, API, timers, other operations. */
export const measure = (application: Application, metrics: Metrics): void => {
  const execute = application.execute.bind(application)
  // All ways in lead through this one method, also those of the application itself.
  application.execute = async <I, O>(operation: Operation<I, O>, input: unknown, actor: Actor, key?: string) => {
    const began = performance.now()
    const ended = () => (performance.now() - began) / 1_000
    try {
      const output = await execute(operation, input, actor, key)
      metrics.operation(operation.name, 'executed', ended())
      return output
    } catch (error) {
      metrics.operation(operation.name, isExpected(error) ? 'refused' : 'failed', ended())
      throw error
    }
  }
}
