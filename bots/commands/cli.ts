import { type ArgsDef, type CommandContext, type CommandDef, defineCommand, parseArgs, renderUsage } from 'citty'
import { complain, print, remark, WrongUsage } from './terminal.ts'

interface Declared<T extends ArgsDef> {
  readonly name: string
  readonly description: string
  /** Command lines as one would type them, without `contact-point`; each with what it does behind `#`. */
  readonly examples: readonly string[]
  readonly args?: T
  /** Takes any number of positional arguments, found in `args._`. */
  readonly many?: boolean
  run(context: CommandContext<T>): Promise<void>
}

/** A command of the command line, with its help. */
export interface Cli {
  readonly command: CommandDef
  readonly examples: readonly string[]
  readonly many: boolean
}

/** Commands by name, loaded when they are used; a group has commands of its own. */
export interface Group {
  readonly description: string
  readonly commands: Readonly<Record<string, Listed>>
}
interface Listed {
  readonly description: string
  readonly load: () => Promise<Cli | Group>
}

export const cli = <const T extends ArgsDef = ArgsDef>(declared: Declared<T>): Cli => {
  const { name, description, examples, args, many = false, run } = declared
  const command = defineCommand({ meta: { name, description }, ...(args === undefined ? {} : { args }), run })
  // The command is kept beside those of other arguments; it only ever meets its own.
  return { command: command as unknown as CommandDef, examples, many }
}

/** Runs what `argv` asks for. Exit codes: 0 done, 1 failed, 2 wrong usage. */
export const runCli = async (
  group: Group,
  argv: readonly string[],
  path: readonly string[] = [NAME],
): Promise<void> => {
  const [first, ...rest] = argv
  if (first === undefined || HELP.includes(first)) {
    print(overview(group, path))
    if (first === undefined && path.length > 1) process.exitCode = 2
    return
  }
  const listed = Object.hasOwn(group.commands, first) ? group.commands[first] : undefined
  if (listed === undefined) {
    return complain(
      new WrongUsage(
        `${path.join(' ')}: there is no command "${first}"${guess(first, group)}. See: ${path.join(' ')} --help`,
      ),
    )
  }
  const found = await listed.load()
  const here = [...path, first]
  return 'commands' in found ? runCli(found, rest, here) : runOne(found, rest, here)
}

const NAME = 'contact-point'
const HELP = ['--help', '-h', 'help']

const runOne = async (
  { command, examples, many }: Cli,
  argv: readonly string[],
  path: readonly string[],
): Promise<void> => {
  const words = path.join(' ')
  const ends = argv.indexOf('--')
  if (argv.slice(0, ends < 0 ? undefined : ends).some((each) => each === '--help' || each === '-h')) {
    const usage = await renderUsage({ ...command, meta: { ...command.meta, name: words } })
    const help = `${usage}\nEXAMPLES\n\n${examples.map((each) => `  ${NAME} ${each}`).join('\n')}\n`
    return print(process.stdout.isTTY ? help : plain(help))
  }
  try {
    const args = argsOf(command, argv, many)
    await command.run?.({ rawArgs: [...argv], args, cmd: command })
  } catch (error) {
    complain(error)
    if (error instanceof WrongUsage) remark(`See: ${words} --help`)
  }
}

/** citty lets unknown options pass, where a mistyped one should do nothing at all. */
const argsOf = (command: CommandDef, argv: readonly string[], many: boolean) => {
  const declared = (command.args ?? {}) as ArgsDef
  const known = new Set(Object.keys(declared))
  for (const each of argv) {
    if (each === '--') break
    const [, name] = /^--([^=]+)/.exec(each) ?? []
    if (name !== undefined && !known.has(name) && !(name.startsWith('no-') && known.has(name.slice(3))))
      throw new WrongUsage(`There is no option --${name}.`)
    if (/^-[a-zA-Z]/.test(each)) throw new WrongUsage(`There is no option ${each}.`)
  }
  try {
    const args = parseArgs(argv as string[], declared)
    const places = Object.values(declared).filter(({ type }) => type === 'positional').length
    const extra = many ? undefined : args._[places]
    if (extra !== undefined)
      throw new WrongUsage(
        `What is "${extra}" for? This command takes ${places === 0 ? 'no' : `only ${places}`} argument${places === 1 ? '' : 's'} without --.`,
      )
    return args
  } catch (error) {
    if (error instanceof Error && error.name === 'CLIError') throw new WrongUsage(plain(error.message))
    throw error
  }
}

// citty colours parts of its messages.
const plain = (text: string): string => text.replaceAll(new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g'), '')

const overview = ({ description, commands }: Group, path: readonly string[]): string => {
  const longest = Math.max(...Object.keys(commands).map((name) => name.length))
  const lines = Object.entries(commands).map(([name, each]) => `  ${name.padEnd(longest)}  ${each.description}`)
  return `${description}\n\nUSAGE ${path.join(' ')} <command>\n\n${lines.join('\n')}\n\n${path.join(' ')} <command> --help tells more, with examples.`
}

const guess = (typed: string, { commands }: Group): string => {
  const near = Object.keys(commands).find((name) => name.startsWith(typed.slice(0, 3)) || typed.startsWith(name))
  return near === undefined ? '' : ` (did you mean "${near}"?)`
}

/** A whole number from an option, or what is wrong with it. @throws WrongUsage */
export const wholeNumber = (
  name: string,
  text: string | undefined,
  least: number,
  most: number,
): number | undefined => {
  if (text === undefined) return undefined
  const number = /^-?\d{1,9}$/.test(text) ? Number(text) : Number.NaN
  if (number >= least && number <= most) return number
  throw new WrongUsage(`--${name} must be a whole number from ${least} to ${most}.`)
}

/** The parts of `a,b,c`. */
export const listed = (text: string | undefined): readonly string[] =>
  (text ?? '').split(/[,;\s]+/).filter((each) => each !== '')
