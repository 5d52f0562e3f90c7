export { ContentFolderWrong, readContentFolder } from './content-folder.ts'
export { diskFiles } from './disk-files.ts'
export { createInspector } from './inspector.ts'
export { parsedBefore } from './parsed-before.ts'
