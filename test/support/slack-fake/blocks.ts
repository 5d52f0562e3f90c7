/** What Slack's reference says of blocks; each problem in one line. */
export const blockProblems = (value: unknown): readonly string[] => {
  if (!Array.isArray(value)) return ['blocks are no list']
  const problems = value.length > 50 ? [`${value.length} blocks, at most 50`] : []
  const ids = new Set<string>()
  for (const block of value.filter(isObject)) {
    const elements = Array.isArray(block.elements) ? block.elements.filter(isObject) : []
    if (block.type === 'section') problems.push(...fields(block, ['type', 'text']), ...textProblems(block.text, 3_000))
    else if (block.type === 'context') {
      problems.push(...fields(block, ['type', 'elements']))
      if (elements.length < 1 || elements.length > 10) problems.push(`${elements.length} elements of a context`)
      for (const element of elements) problems.push(...textProblems(element, 3_000))
    } else if (block.type === 'actions') {
      problems.push(...fields(block, ['type', 'elements']))
      if (elements.length < 1 || elements.length > 25) problems.push(`${elements.length} elements of actions`)
      for (const element of elements) problems.push(...buttonProblems(element, ids))
    } else if (block.type === 'divider') problems.push(...fields(block, ['type']))
    else problems.push(`unknown block ${String(block.type)}`)
  }
  const text = value.filter(isObject).flatMap((block) => (isObject(block.text) ? [String(block.text.text)] : []))
  if (text.join('').length > 13_000) problems.push(`${text.join('').length} characters in all`)
  return problems
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const fields = (value: Record<string, unknown>, known: readonly string[]): readonly string[] =>
  Object.keys(value)
    .filter((key) => !known.includes(key))
    .map((key) => `unknown member ${key} of ${String(value.type)}`)

const textProblems = (value: unknown, most: number): readonly string[] => {
  if (!isObject(value)) return ['no text object']
  const { type, text } = value
  const problems = [...fields(value, ['type', 'text', 'emoji'])]
  if (type !== 'plain_text') problems.push(`text of type ${String(type)}`)
  if (typeof text !== 'string' || text.length < 1 || text.length > most) problems.push(`text not of 1 to ${most}`)
  if (typeof text === 'string' && !text.isWellFormed()) problems.push('half a character')
  return problems
}

const buttonProblems = (value: Record<string, unknown>, ids: Set<string>): readonly string[] => {
  const { type, action_id, style, value: token } = value
  const problems = [...fields(value, ['type', 'action_id', 'text', 'value', 'style'])]
  if (type !== 'button') problems.push(`unknown element ${String(type)}`)
  if (typeof action_id !== 'string' || action_id === '' || action_id.length > 255) problems.push('action_id')
  if (ids.has(String(action_id))) problems.push('action_id twice')
  ids.add(String(action_id))
  if (typeof token !== 'string' || token.length > 2_000) problems.push('value')
  if (style !== undefined && style !== 'primary' && style !== 'danger') problems.push(`style ${String(style)}`)
  return [...problems, ...textProblems(value.text, 75)]
}
