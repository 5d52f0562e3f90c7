import { Failed } from './terminal.ts'

/** For files that hold codes or cases. */
export const OWNER_ONLY = 0o600

/** Does `write`, and tells in words why `file` can't be written. @throws Failed */
export const outFile = async <T>(file: string, write: () => Promise<T>): Promise<T> => {
  try {
    return await write()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined
    if (code === undefined || WHY[code] === undefined) throw error
    throw new Failed(`${file} can't be written: ${WHY[code]}.`)
  }
}

const WHY: Readonly<Record<string, string>> = {
  ENOENT: 'its folder is not there; make it first',
  EACCES: 'this user may not write there; choose another place',
  EPERM: 'this user may not write there; choose another place',
  EROFS: 'the disk is read-only; choose another place',
  EISDIR: 'it is a folder; name a file',
  ENOSPC: 'the disk is full; make room and try again',
}

/** Does `read`, and tells in words why `file` can't be read. @throws Failed */
export const inFile = async <T>(file: string, read: () => Promise<T>): Promise<T> => {
  try {
    return await read()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (code === 'ENOENT') throw new Failed(`There is no file ${file}.`)
    if (code === 'EACCES' || code === 'EPERM') throw new Failed(`${file} can't be read: this user may not.`)
    if (code === 'EISDIR') throw new Failed(`${file} is a folder; name a file.`)
    throw error
  }
}
