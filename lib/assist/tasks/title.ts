import type { Task } from '../task'

/** Of the title's field. */
const MOST = 120

export const title: Task<'title'> = {
  instruction: `You name prompts so that people find them again. Read the prompt between the tags and do not answer it. Give back a title of two to six words in the prompt's language that says what it is for, without quotes and without a full stop.`,
  wanted: 'a title',
  read(answer) {
    const line = String(answer).trim().split('\n')[0]!
    const text = line
      .replace(/^["'“”«»*#\s]+|["'“”«».*\s]+$/g, '')
      .slice(0, MOST)
      .trim()
    return text ? { text } : undefined
  },
  examples: [
    { title: 'What does top_p do, and when should I leave it alone?', draft: { text: 'top_p explained' } },
    { title: 'Extract the sender, the amount and the date from this email.', draft: { text: 'Payment details from email' } },
    { title: 'You are the on-call analyst. Checkout errors rose at 14:07.', draft: { text: 'Checkout error triage' } },
  ],
}
