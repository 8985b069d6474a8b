import type { Task } from '../task'

const MOST = 60_000

export const improve: Task<'improve'> = {
  instruction: `You improve prompts for language models. Rewrite the prompt between the tags so that a model cannot misread it: say what is wanted, in what form and how long, and what to do when something is missing. Keep its language, its meaning, its facts, and every {{variable}} as it is. Do not answer it. Give back the new prompt alone, without tags, quotes or comments.`,
  wanted: 'a prompt',
  read(answer) {
    const text = String(answer)
      .trim()
      .replace(/^<prompt>\s*|\s*<\/prompt>$/g, '')
    return text && text.length <= MOST ? { text } : undefined
  },
  examples: [
    {
      title: 'Summarize this.',
      draft: {
        text: 'Summarize the text below in three bullet points of at most 20 words each, for a reader who has not seen it. Keep names and numbers exactly as written. If the text has no clear point, say so in one sentence instead.',
      },
    },
    {
      title: 'Is this review positive?',
      draft: {
        text: 'Classify the review below as positive, negative or mixed, and answer with that one word. Judge the product and not the delivery. When the review says nothing about the product, answer unclear.',
      },
    },
    {
      title: 'Explain recursion.',
      draft: {
        text: 'Explain recursion to someone who has written loops but never a recursive function. Begin with one everyday comparison, then show one function of at most eight lines in Python and follow it by hand for a small input. End with when a loop is the better choice.',
      },
    },
  ],
}
