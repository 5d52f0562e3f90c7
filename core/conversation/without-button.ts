/**
 * A question without its sentences about the button called `label`, such as “没有就点跳过”: on a sheet and on paper an answer
 * is left empty instead. The whole question where nothing else is in it.
 */
export const withoutButton = (question: string, label: string): string => {
  const sentences = question.split(/(?<=[。！？])|(?<=[.!?]["”]?)(?=\s)/u)
  const kept = sentences.filter((sentence) => !sentence.includes(label))
  return kept.length === 0 ? question : kept.join('').trim()
}
