import { randomUUID } from 'node:crypto'
import { mkdir, rm, statfs, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { readContentFolder } from '../../adapters/files/index.ts'
import { parseSealKeys, refuseWeak } from '../../adapters/seal/keys.ts'
import { ContentInvalid } from '../../core/content/load.ts'
import { checkedContent } from '../../core/program.ts'
import { type Configuration, ConfigurationWrong, configuration } from '../config.ts'
import { FACES } from '../faces.ts'
import { type Finding, fail, ok, reason, warn } from './finding.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** The settings, or why there are none. */
export const lookAtConfiguration = (
  env: Environment,
): { readonly config?: Configuration; readonly finding: Finding } => {
  try {
    const config = configuration(env)
    const found = `${config.NODE_ENV === 'production' ? 'production' : 'development'}, role ${config.ROLE}`
    return { config, finding: ok('configuration', found) }
  } catch (error) {
    if (!(error instanceof ConfigurationWrong)) throw error
    return { finding: fail('configuration', reason(error), 'Correct the environment variables named here.') }
  }
}

export const lookAtNode = (version: string): Finding => {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return ok('node', version)
  return fail('node', version, 'Install Node 20.19 or newer.')
}

export const lookAtContent = async ({ CONTENT_DIR: folder }: Configuration): Promise<Finding> => {
  try {
    const source = await readContentFolder(folder)
    checkedContent(source, FACES)
    return ok('content', `${folder}, ${source.size} files`)
  } catch (error) {
    if (!(error instanceof ContentInvalid))
      return fail('content', reason(error), 'Let CONTENT_DIR name the content folder.')
    const [first] = error.problems
    const where = first === undefined ? '' : `, the first in ${first.file}:${first.line}`
    return fail('content', `${error.problems.length} faults${where}`, 'See them all with: contact-point check')
  }
}

export const lookAtKeys = ({ SEAL_KEYS: keys, NODE_ENV, DATA_DIR }: Configuration): Finding => {
  const production = NODE_ENV === 'production'
  const cure = 'Set SEAL_KEYS, and keep a copy where the data is not: without them sealed identities are lost.'
  if (keys === undefined) {
    return production
      ? fail('seal keys', 'SEAL_KEYS is not set', cure)
      : warn('seal keys', `a development key in ${join(DATA_DIR, 'seal-keys')}`, `Good for trying out. ${cure}`)
  }
  try {
    const parsed = production ? refuseWeak(parseSealKeys(keys)) : parseSealKeys(keys)
    return ok('seal keys', `${parsed.length} ${parsed.length === 1 ? 'key' : 'keys'}`)
  } catch (error) {
    return fail('seal keys', reason(error), 'Correct SEAL_KEYS. Old keys must stay in it for what they have sealed.')
  }
}

const MEGABYTE = 1024 * 1024
const LITTLE = 1_024
const TOO_LITTLE = 100

/** Whether the folders of the program take files, and how much room there is. */
export const lookAtFolders = (config: Configuration): Promise<readonly Finding[]> => {
  const { DATABASE_URL: url, DATA_DIR } = config
  const path = url.startsWith('sqlite:') ? url.slice('sqlite:'.length) : ':memory:'
  const folders = new Set(path === ':memory:' ? [DATA_DIR] : [DATA_DIR, dirname(path)])
  return Promise.all([...folders].map(lookAtFolder))
}

const lookAtFolder = async (folder: string): Promise<Finding> => {
  const check = `folder ${folder}`
  const proof = join(folder, `.doctor-${randomUUID()}`)
  try {
    await mkdir(folder, { recursive: true })
    await writeFile(proof, 'proof')
    await rm(proof)
  } catch (error) {
    return fail(
      check,
      `can't be written to (${reason(error)})`,
      'Let the user that runs the program write there, and look whether the disk is full.',
    )
  }
  const { bavail, bsize } = await statfs(folder)
  const megabytes = Math.floor((bavail * bsize) / MEGABYTE)
  const found = `can be written to, ${megabytes.toLocaleString('en')} MB free`
  if (megabytes < TOO_LITTLE) return fail(check, found, 'Make room now: without it nothing can be taken in.')
  return megabytes < LITTLE ? warn(check, found, 'Make room soon.') : ok(check, found)
}
