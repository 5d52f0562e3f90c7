import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** How an operation ended: `refused` is an answer, `failed` is our fault. */
export type Ending = 'executed' | 'refused' | 'failed'

/** Figures for operators. Labels are names of operations and of channels, never anything of a person. */
export interface Metrics {
  readonly registry: Registry
  /** One operation ended after `seconds`. */
  operation(name: string, ending: Ending, seconds: number): void
  /** A counter of something else; the same name gives the same counter. */
  count(name: string, help: string, labels?: Readonly<Record<string, string>>): void
  /** A figure that is read when somebody looks, such as the length of the outbox. */
  watch(name: string, help: string, read: () => number | Promise<number>): void
  /** The same for several figures that are read together, each by its one label. */
  watchAll(name: string, help: string, label: string, read: () => Promise<ReadonlyMap<string, number>>): void
}

/** Metrics in `registry`, with those of the process itself. All names begin with `contact_point_`. */
export const createMetrics = (registry: Registry = new Registry()): Metrics => {
  collectDefaultMetrics({ register: registry, prefix: 'contact_point_' })
  const registers = [registry]
  const operations = new Counter({
    name: 'contact_point_operations_total',
    help: 'Operations by name and how they ended: executed, refused or failed.',
    labelNames: ['operation', 'ending'],
    registers,
  })
  const seconds = new Histogram({
    name: 'contact_point_operation_duration_seconds',
    help: 'How long operations took.',
    labelNames: ['operation'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers,
  })
  const counters = new Map<string, Counter>()

  return {
    registry,
    operation: (operation, ending, took) => {
      operations.inc({ operation, ending })
      seconds.observe({ operation }, took)
    },
    count: (name, help, labels = {}) => {
      const labelNames = Object.keys(labels)
      const counter = counters.get(name) ?? new Counter({ name: `contact_point_${name}`, help, labelNames, registers })
      counters.set(name, counter)
      counter.inc(labels)
    },
    watch: (name, help, read) => {
      new Gauge({
        name: `contact_point_${name}`,
        help,
        registers,
        async collect() {
          this.set(await read())
        },
      })
    },
    watchAll: (name, help, label, read) => {
      new Gauge({
        name: `contact_point_${name}`,
        help,
        labelNames: [label],
        registers,
        async collect() {
          this.reset()
          for (const [value, figure] of await read()) this.set({ [label]: value }, figure)
        },
      })
    },
  }
}
