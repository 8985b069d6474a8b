import type { Entry } from './entry'

export const logprobs: Entry[] = [
  {
    about: 'logprobs',
    ask: [
      'What are logprobs?',
      'What does logprobs do?',
      'How do I read logprobs?',
      'How do I turn a logprob into a probability?',
      'What is a log probability?',
      'What are logprobs good for?',
      'What can I do with logprobs?',
    ],
    brief:
      'A logprob is the natural logarithm of a token’s probability: 0 means certain, -0.7 about one half, -4.6 about one percent. Raise e to it and you [have the probability back|get the probability].',
    thorough:
      'With `logprobs: true` each token of the answer comes with the logarithm of the probability it had when it was drawn. Logarithms are handy because the probability of a whole text is a product of many small numbers, and logs simply add up.\n\n- 0 is certain, -0.1 is 90 percent, -0.69 is 50 percent, -2.3 is 10 percent, -4.6 is 1 percent.\n- `Math.exp(logprob)` gives the probability.\n- Add the logprobs of all tokens for the text’s log probability; the mean of it, negated, tells how surprising it was.\n\nA low value shows where the model hesitated between words. It does not show whether a statement is true: a model can be very sure of something wrong.',
    story:
      'A gambler wrote every wager into a little book, not as odds but as how surprised she had been: a zero for “of course”, minus one for “well, perhaps”, minus five for “never in my life”. In the evening she [only had to add up the column|added up the column] to know how strange the day had been. Models keep the same book, one line for each token, and call the entries logprobs.',
  },
  {
    about: 'top_logprobs',
    ask: [
      'What does top_logprobs do?',
      'What are top_logprobs?',
      'How do I see alternative tokens?',
      'How many alternatives can I see per token?',
    ],
    brief:
      'top_logprobs asks for the likeliest alternatives at each position, up to 20, each with its own logprob. It needs `logprobs: true`.',
    thorough:
      'At each position the answer then lists the tokens that could have been drawn, likeliest first, with their logprobs and bytes. That makes it easy to see where the model was torn: two alternatives at 0.48 and 0.45 mean a coin toss, one at 0.99 means no doubt.\n\nThe range is 0 to 20 with OpenAI and often 5 elsewhere. The chosen token need not be the first of the list, and with a warm draw it need not be in the list at all. Anthropic gives no logprobs, Gemini only for some models, OpenAI’s reasoning models only while they do not reason.',
  },
  {
    about: 'which providers give logprobs',
    ask: [
      'Which providers support logprobs?',
      'Does Claude support logprobs?',
      'Does Anthropic give logprobs?',
      'Does Gemini return logprobs?',
      'Why are there no logprobs?',
      'Can Claude return logprobs?',
    ],
    brief:
      'OpenAI’s chat models, this sandbox and many servers of open models give logprobs; Anthropic gives none, and Gemini only for some of its models. Where they cannot be had, the [receipt|note in the receipt] says so.',
  },
  {
    about: 'perplexity',
    ask: ['What is perplexity?', 'How do I compute perplexity?', 'How do I compute perplexity from logprobs?'],
    brief:
      'Perplexity says how many tokens the model was choosing among on average: it is e to the power of the negated mean logprob. 1 means no doubt at all, 10 means as unsure as with ten equally likely words.',
    thorough:
      'Take the logprobs of all tokens, average them, change the sign and raise e to it. A text with a mean logprob of -0.69 has perplexity 2: at each step the model was as unsure as with a coin. Lower means the text was less surprising to this model, not that it is better.\n\nPerplexities of different models can only be compared when they share a tokenizer, since the number of tokens stands in the mean.',
  },
  {
    about: 'surprisal and entropy',
    ask: [
      'What is surprisal?',
      'What is entropy of a token?',
      'What is the entropy of a distribution?',
      'What is the margin between tokens?',
    ],
    brief:
      'Surprisal is the negated log probability of the token that came; entropy is its average over all tokens that could have come. Surprisal looks back at one choice, entropy says how open the choice was.',
  },
  {
    about: 'the bytes of a token',
    ask: [
      'What are the bytes in logprobs?',
      'Why do tokens have bytes?',
      'Why is an emoji split into two tokens?',
      'Why does a token look like bytes:\\xf0\\x9f?',
      'Why is there half a character in a token?',
    ],
    brief:
      'Tokens are made of bytes, not letters, so one character can be split over two tokens, as happens with many emoji 🦊. Join the bytes of all tokens first and decode them then; [single tokens may be no valid text|a single token may be no text at all].',
    thorough:
      'Text is stored as UTF-8: a plain letter takes one byte, “é” two, “日” three, an emoji such as 🦊 four. A tokenizer that works on bytes may cut in the middle of a character. The token alone is then no valid text and is shown like `bytes:\\xf0\\x9f\\xa6`; the next token brings the rest.\n\nSo a client should collect the bytes of the tokens in order and decode the whole. The token of an answer that ends a character carries its text. Try it here: ask for something with emoji and logprobs.',
  },
  {
    about: 'confidence',
    ask: [
      'How can I measure confidence of a model?',
      'How sure is the model of its answer?',
      'Can I trust logprobs as confidence?',
    ],
    brief:
      'Logprobs tell how sure the model was of its words, which is [not the same as being right|no proof that they are right]. For yes-or-no questions ask for one word and compare the probabilities of “yes” and “no”; for anything longer, sample several answers and see whether they agree.',
  },
]
