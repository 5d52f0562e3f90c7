import { replayed } from './runner/replayed.ts'
import { sqliteShelf } from './runner/shelves.ts'

replayed('SQLite', sqliteShelf, 'one program')
