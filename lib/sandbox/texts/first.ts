/** Plain lines for the word statistics. */
export const first = [
  'top_p keeps the smallest set of tokens whose probabilities add up to p, and the model picks from that set only. Leave it alone when you already change temperature, because both narrow the choice.',
  'Temperature sharpens or flattens the probabilities of the next token. At 0 the likeliest token always wins, at 1 the model samples as it was trained, and above 1 unlikely tokens get a chance.',
  'A receipt shows what each provider was sent: which parameters were kept, moved, changed, emulated or dropped, and why.',
  'A token is a piece of text, often a word or a part of a word. Models read and write tokens, and providers count and bill them.',
  'Streaming sends the answer token by token as it is written, so that you see the first words long before the last.',
  'Once upon a time a small robot lived in a library. Every night it read one page, and every morning it told the birds what it had read. 😀',
]
