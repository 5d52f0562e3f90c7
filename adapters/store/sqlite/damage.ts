import Database from 'better-sqlite3'

/** The first thing that SQLite itself finds wrong with its file, in one line; undefined when it is sound. Only reads. */
export const damageOf = (path: string): string | undefined => {
  const sql = new Database(path, { readonly: true, fileMustExist: true })
  try {
    const [first] = sql.pragma('quick_check(1)') as readonly { readonly quick_check: string }[] // a row for each fault
    return first === undefined || first.quick_check === 'ok' ? undefined : first.quick_check.replace(/\s+/g, ' ')
  } catch (error) {
    if (error instanceof Database.SqliteError) return error.message
    throw error
  } finally {
    sql.close()
  }
}
