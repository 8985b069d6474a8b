import type { Entry } from './entry'

export const streaming: Entry[] = [
  {
    about: 'streaming',
    ask: [
      'What is streaming?',
      'How does streaming work?',
      'Why should I stream answers?',
      'What does stream true do?',
      'Should I stream?',
      'Is streaming more expensive?',
      'Is streaming faster?',
    ],
    brief:
      'Streaming sends the answer piece by piece while it is written, so the first words are there after a moment and not after half a minute. The whole takes [just as long|no less time], but nobody has to stare at an empty page.',
    thorough:
      'With `stream: true` the connection stays open and the server sends events, each with a small JSON object called a chunk. A chunk holds a delta: some more text, a piece of thinking, or a fragment of a tool call. You append the deltas, and the last chunk has the finish reason.\n\nThe format is server-sent events: lines that begin with `data: `, an empty line between events, and `data: [DONE]` at the end. If the connection ends without it, the answer is not complete, however good it looks.\n\nStream for people; for programs that only need the whole, the plain request is simpler.',
    story:
      'One storyteller wrote her whole tale in a locked room and came out at midnight with a book; half the village had gone to bed. The other began to speak at once, [word by word|one word after the other], and people laughed at the first joke while she was still thinking of the second. The tales were equally long, but everyone went to the second one: she streamed.',
  },
  {
    about: 'server-sent events',
    ask: [
      'What is SSE?',
      'What are server-sent events?',
      'What does [DONE] mean?',
      'What is data: [DONE]?',
      'How do I parse a stream?',
    ],
    brief:
      'Server-sent events are lines of text over a plain HTTP answer: `data: {…}`, then an empty line. OpenAI’s format ends with `data: [DONE]`, and only then is the answer [complete|certainly whole].',
    thorough:
      'An event stream is text: each event is one or more lines such as `event: name` and `data: …`, and an empty line ends it. Lines may end with LF, CR or both, an event may be cut anywhere by the network, and a comment line begins with a colon.\n\nSo do not split what you receive by line breaks and parse each piece. Keep what is incomplete until the rest arrives, decode UTF-8 as a stream, and treat a connection that closes before `[DONE]` as an error. Small libraries do all that; in a browser `EventSource` only knows GET, so chat clients read a `fetch` body instead.',
  },
  {
    about: 'chunks',
    ask: ['What is a chunk?', 'What is a delta?', 'What does a streaming chunk look like?', 'How do I put chunks together?'],
    brief:
      'A chunk is one object of a stream: it has the same id throughout and a `delta` with what is new, such as `{"content": " token"}`. Append the contents in order, tool-call fragments by their index, and take the finish reason from the chunk that has one.',
  },
  {
    about: 'finish reasons',
    ask: [
      'What is finish_reason?',
      'What are the finish reasons?',
      'What does finish_reason length mean?',
      'What is the difference between stop and length?',
      'What is end_turn?',
    ],
    brief:
      'It says why the answer ended: `stop` for a natural end or a stop sequence, `length` for the token limit, `tool_calls` when tools are to be run, `content_filter` when it was withheld.',
    thorough:
      'OpenAI’s words are these:\n\n- `stop`: the model was done, or met a stop sequence.\n- `length`: max_tokens or the context window was reached; the text is cut.\n- `tool_calls`: the answer contains calls, run them and go on.\n- `content_filter`: the provider withheld something.\n\nOther providers have their own: Anthropic says end_turn, max_tokens, tool_use, refusal; Gemini says STOP, MAX_TOKENS, SAFETY. The gateway translates them and keeps the provider’s own word in the receipt.',
  },
  {
    about: 'usage in streams',
    ask: [
      'How do I get usage in a stream?',
      'What does stream_options include_usage do?',
      'What does include_usage do?',
      'Why is there a chunk without choices?',
    ],
    brief:
      'Set `stream_options: {"include_usage": true}` and one more chunk comes before the end, with `choices: []` and the token counts. Without it a stream has no usage.',
  },
  {
    about: 'usage',
    ask: [
      'What is usage?',
      'What are prompt_tokens and completion_tokens?',
      'How are tokens counted?',
      'How do I know how many tokens I used?',
    ],
    brief:
      '`usage` counts tokens: `prompt_tokens` for everything you sent, `completion_tokens` for everything the model wrote, thinking included, and `total_tokens` for both. That is what providers bill.',
  },
  {
    about: 'time to first token',
    ask: [
      'What is time to first token?',
      'What does first token mean?',
      'Why is the first token slow?',
      'What makes an answer slow?',
      'Why is it so slow?',
      'Why is the answer slow?',
      'How do I make it faster?',
      'How can I reduce latency?',
    ],
    brief:
      'It is the time from sending a request to the first piece of answer; mostly the model reading your prompt, plus the queue and the network. Long prompts, thinking and large models [make it longer|add to it]; prompt caching makes it shorter.',
  },
  {
    about: 'tokens per second',
    ask: [
      'What are tokens per second?',
      'How fast is a model?',
      'What is a good speed for a model?',
      'What is the difference between latency and throughput?',
    ],
    brief:
      'Tokens per second is how fast text arrives once it has begun; people read at about 5 to 10, so 30 already feels quick. Latency is the wait before, throughput the speed after.',
  },
  {
    about: 'stopping a stream',
    ask: ['How do I stop a stream?', 'What happens when I abort?', 'Does stopping save money?', 'What does the Stop button do?'],
    brief:
      'Close the connection, in a browser with an AbortController. Here that closes the provider’s connection as well, and a provider that notices [stops writing and billing|writes no further], so it usually saves tokens.',
  },
  {
    about: 'broken streams',
    ask: [
      'What happens if a stream breaks?',
      'What if the connection drops in the middle of an answer?',
      'Is a half answer retried?',
    ],
    brief:
      'If it breaks off after text has come, you keep the partial answer and get an error, never a false “stop”. Before the first content a request can be retried in silence; after it, a retry would mix two answers.',
  },
]
