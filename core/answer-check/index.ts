export { type AnswerHint, checkAnswer } from './check-answer.ts'
