import type { Actor } from '../../core/kernel/actor.ts'
import { Application, type ApplicationParts, isExpected } from '../../core/kernel/application.ts'
import type { Operation } from '../../core/kernel/operation.ts'
import type { Metrics } from './metrics.ts'

/** The application with every execution counted and timed, whoever asked for it: chat, API, timers, other operations. */
export class MeasuredApplication extends Application {
  constructor(
    parts: ApplicationParts,
    private readonly metrics: Metrics,
  ) {
    super(parts)
  }

  override async execute<I, O>(operation: Operation<I, O>, input: unknown, actor: Actor, key?: string): Promise<O> {
    const began = performance.now()
    const ended = () => (performance.now() - began) / 1_000
    try {
      const output = await super.execute(operation, input, actor, key)
      this.metrics.operation(operation.name, 'executed', ended())
      return output
    } catch (error) {
      this.metrics.operation(operation.name, isExpected(error) ? 'refused' : 'failed', ended())
      throw error
    }
  }
}
