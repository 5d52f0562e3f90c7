import { randomUUID } from 'node:crypto'
import { chmod, link, mkdir, open, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Logger } from '../../core/ports/logger.ts'
import { newSealKeys, parseSealKeys, refuseWeak, type SealKeys, SealKeysWrong, wrong } from './keys.ts'

const FILE = 'seal-keys'
const OWNER_ONLY = 0o600

export interface SealKeyChoice {
  /** `SEAL_KEYS` as it is set, or undefined. */
  readonly value: string | undefined
  /** Whether `NODE_ENV` is `production`. */
  readonly production: boolean
  /** The data folder, where development keys are kept. */
  readonly folder: string
  readonly logger: Logger
}

/** The keys of this installation: those that are set, or in development those of the data folder. @throws SealKeysWrong */
export const sealKeys = async ({ value, production, folder, logger }: SealKeyChoice): Promise<SealKeys> => {
  const isSet = value !== undefined && value.trim() !== ''
  if (production && !isSet) throw wrong('is not set, and in production the program does not start without it')
  if (!isSet) return developmentKeys(folder, logger)
  return production ? refuseWeak(parseSealKeys(value)) : parseSealKeys(value)
}

/**
 * The key of a developer's machine, in `<folder>/seal-keys` that only its owner reads; made when it is missing.
 * Whoever has the data folder can open what is sealed, which is why production does without.
 * @throws SealKeysWrong
 */
export const developmentKeys = async (folder: string, logger: Logger): Promise<SealKeys> => {
  const file = join(folder, FILE)
  try {
    return (await keysIn(file, logger)) ?? (await made(folder, file, logger))
  } catch (error) {
    if (error instanceof SealKeysWrong) throw new SealKeysWrong(`${file}: ${error.message}`)
    throw wrong(`is not set, and a development key can't be kept in ${file} (${reasonOf(error)})`)
  }
}

const keysIn = async (file: string, logger: Logger): Promise<SealKeys | undefined> => {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (reasonOf(error) === 'ENOENT') return undefined
    throw error
  })
  if (text === undefined) return undefined
  if (((await stat(file)).mode & 0o077) !== 0) {
    logger.warn('seal.key-file-was-open-to-others', { file })
    await chmod(file, OWNER_ONLY)
  }
  return parseSealKeys(text)
}

/** Linking a finished file into place lets two programs that start at once agree on one key, whole. */
const made = async (folder: string, file: string, logger: Logger): Promise<SealKeys> => {
  await mkdir(folder, { recursive: true })
  const draft = `${file}.${randomUUID()}`
  try {
    const handle = await open(draft, 'wx', OWNER_ONLY)
    try {
      await handle.writeFile(`${newSealKeys('development')}\n`)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await link(draft, file)
    logger.warn('seal.development-key-made', { file, production: 'set SEAL_KEYS' })
  } catch (error) {
    if (reasonOf(error) !== 'EEXIST') throw error
  } finally {
    await rm(draft, { force: true })
  }
  return parseSealKeys(await readFile(file, 'utf8'))
}

const reasonOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'
