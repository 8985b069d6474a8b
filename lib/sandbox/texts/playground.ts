import type { Entry } from './entry'

export const playground: Entry[] = [
  {
    about: 'this playground',
    ask: [
      'What is this playground?',
      'What is Refract?',
      'What can I do here?',
      'How does this page work?',
      'How do I start?',
      'What is this site?',
    ],
    brief:
      'Refract sends one prompt to several models at once and shows their answers side by side, and for each a receipt of what it was really sent. [You can try it right away with the built-in sandbox, no key needed.|It runs on a built-in sandbox at once, so you need no key to try it.]',
    thorough:
      'Refract is a playground for language models and the gateway behind it. You write one prompt; each column is a model with its own settings; Run streams all answers next to each other.\n\n- Every provider gets the prompt in its own format. The **receipt** of a column lists what was kept, moved, changed, added, emulated or dropped, and why.\n- Programs can use the same gateway: point an OpenAI SDK at `/v1` of this server.\n- The sandbox models are built in and free. Put in your own keys to talk to real providers.\n\nA good first step: change a parameter such as logit_bias and look at which columns could not take it.',
    story:
      'A traveller asked three guides the same question and was [puzzled by three different answers|surprised to get three different answers]. So the innkeeper showed her the notes he had sent to each: to one in full, to another without the part about the weather, because that guide does not do weather. From then on she read the receipts first, and wondered far less about the answers.',
  },
  {
    about: 'the receipt',
    ask: [
      'What is a receipt?',
      'What does the receipt show?',
      'How do I read the receipt?',
      'Why is there a receipt?',
      'Where do I see what was sent?',
    ],
    brief:
      'The receipt shows what a provider was really sent: which of your parameters were kept, moved, changed, added, emulated or dropped, each with a sentence why. So you can tell whether two answers differ [because of the models or because of the requests|by the model or by the request].',
    thorough:
      'Providers do not take the same requests: names differ, ranges differ, some parameters do not exist. The gateway translates, and the receipt says how:\n\n- **kept**: sent as you wrote it.\n- **moved**: same value, another place or name, such as stop becoming stop_sequences.\n- **changed**: another value, such as temperature 1.7 becoming 1.\n- **added**: something the provider requires and you left out.\n- **emulated**: reached in another way, such as a schema by means of a tool.\n- **dropped**: the provider has nothing like it.\n- **refused**: not possible, so nothing was sent.\n\nThere are also the exact body, the attempts with their times, usage and, where a price is known, cost. Programs get it with the header `x-refract-receipt: 1`.',
    story:
      'The tailor never just handed over a coat. With it came a slip: “Sleeves as ordered. Collar moved a finger to the left. Silver buttons dropped: the mill no longer makes them.” Other tailors [said nothing|kept quiet], and their customers stood before the mirror and wondered. Customers of this one knew exactly which part was cloth and which was compromise.',
  },
  {
    about: 'dropped parameters',
    ask: [
      'Why was a parameter dropped?',
      'What does dropped mean?',
      'What does changed mean in the receipt?',
      'What does emulated mean?',
      'What does 1 dropped mean?',
      'What does 3 changed mean?',
      'What does kept mean?',
      'What does moved mean?',
      'What does added mean in the receipt?',
    ],
    brief:
      'Dropped means the provider has no such parameter, so it was left out; changed means it has one but not with that value. Open the receipt of the column: each line has its reason.',
  },
  {
    about: 'a dropped seed',
    ask: [
      'Why was my seed dropped?',
      'Why was seed dropped for Claude?',
      'Does Claude take a seed?',
      'Does Anthropic support seed?',
    ],
    brief:
      'Anthropic’s API has no seed, so it was left out for that column; OpenAI, Gemini and most compatible servers take one. The nearest thing with Claude is temperature 0, where the model takes it.',
  },
  {
    about: 'a changed temperature',
    ask: ['Why was my temperature changed?', 'Why was temperature lowered to 1?', 'Why does Claude only get temperature 1?'],
    brief:
      'Anthropic’s range for temperature ends at 1, OpenAI’s and Gemini’s at 2, so a higher value is lowered to the nearest one allowed and the receipt shows it as changed.',
  },
  {
    about: 'a dropped logit_bias',
    ask: ['Why was logit_bias dropped?', 'Why was my logit bias dropped for Claude?'],
    brief:
      'logit_bias names tokens by their ids in one tokenizer, and Anthropic and Gemini have neither the parameter nor that tokenizer. A guess would push the wrong words, so it is dropped.',
  },
  {
    about: 'dropped logprobs',
    ask: ['Why were logprobs dropped?', 'Why are there no tokens in this column?', 'Why do I see no probabilities?'],
    brief:
      'That provider gives no logprobs for this model: Anthropic has none at all, reasoning models mostly hide them, and Gemini allows them for a few models only.',
  },
  {
    about: 'why columns differ',
    ask: [
      'Why are two columns different?',
      'Why do the columns give different answers?',
      'Why did column B get something other than column A?',
      'Why is the request of this column different?',
    ],
    brief:
      'Each column is another model with its own settings, and each provider gets the request in the form it can take: a parameter may be lowered, moved or left out on the way. Open the receipts: if they agree, the models differ; if not, the requests did.',
  },
  {
    about: 'columns',
    ask: [
      'What is a column?',
      'How do I add a column?',
      'How do I compare models?',
      'How do I compare two models side by side?',
      'How do I change the model?',
      'How do I remove a column?',
      'How do I duplicate a column?',
    ],
    brief:
      'A column is one model with what it does differently from the shared prompt. Add one with the plus at the right, pick a model in its head, set its temperature or thinking there, and run all or just that one.',
  },
  {
    about: 'the sandbox',
    ask: [
      'What is the sandbox?',
      'What is the built-in model?',
      'Is the sandbox a real model?',
      'Are you a real language model?',
      'How does the sandbox work?',
      'What model are you?',
    ],
    brief:
      'The sandbox is a tiny language model built into this app: it learnt word statistics from a few hundred short texts and needs no key and no network. Its probabilities are real, [its knowledge is small|but it knows very little].',
    thorough:
      'I am an n-gram model with Kneser-Ney smoothing: I count which pieces of words follow which in a few hundred texts that were written for me. A question I have a text on pulls my probabilities towards that text; for all others I say that I do not know.\n\nWhat is real: tokens, probabilities, sampling, logprobs, seeds, stop sequences, limits, tool calls, schemas that are kept by constrained sampling. What is not: understanding. I exist so that everything on this page can be tried without a key, and so that tests need no network.\n\nFor real answers add a provider’s key and pick one of its models.',
  },
  {
    about: 'sandbox faults',
    ask: [
      'What is sandbox/flaky?',
      'What is sandbox/slow?',
      'Which sandbox models are there?',
      'What do the faulty sandbox models do?',
    ],
    brief:
      'Besides the healthy ones there are models that fail on purpose: flaky fails the first time, slow takes its time, rate-limited answers 429, cut breaks off in the middle, stall falls silent, refuses says no. They are for trying out retries, fallbacks and error states.',
  },
  {
    about: 'API keys',
    ask: ['How do I add an API key?', 'Where do I put my key?', 'Is my key safe?', 'Where are keys stored?', 'Do I need a key?'],
    brief:
      'Open the keys dialog and paste the key of a provider; it stays in the memory of this tab unless you choose otherwise, and is sent only to that provider. The sandbox needs none.',
    thorough:
      'Keys belong into the keys dialog, not into prompts. By default a key lives in the memory of the tab and is gone when you close it. It travels with each request to this app’s server, which passes it to the provider it was given for and to nobody else; receipts show only its last four characters.\n\nWhoever runs the server can also set keys in environment variables such as OPENAI_API_KEY or ANTHROPIC_API_KEY. Those are used only for callers who may: on the same machine, or with the access token.',
  },
  {
    about: 'your own host',
    ask: [
      'How do I use Ollama?',
      'How do I use my own model?',
      'How do I use vLLM?',
      'How do I connect a local model?',
      'What is your own host?',
      'How do I use LM Studio?',
    ],
    brief:
      'Pick “Your own host…” in the model list and give the address with its version, for Ollama `http://localhost:11434/v1`. The server must allow that address first: set `ALLOWED_PRIVATE_HOSTS=localhost:11434`.',
  },
  {
    about: 'using the gateway from code',
    ask: [
      'How do I use the gateway from code?',
      'How do I use this with the OpenAI SDK?',
      'What is the base URL?',
      'How do I call the API?',
      'How do I use the gateway in Python?',
      'Show me the OpenAI SDK in JavaScript',
    ],
    brief:
      'Point an OpenAI SDK at this server: `base_url` is its address plus `/v1`, the model is written with its provider, like `sandbox/openai` or `anthropic/claude-sonnet-4-5`.',
    thorough:
      'Any OpenAI client works; only the address and the model’s name change. In Python:\n\n```python\nfrom openai import OpenAI\n\nclient = OpenAI(base_url="http://localhost:3000/v1", api_key="not-needed-for-the-sandbox")\nanswer = client.chat.completions.create(\n    model="sandbox/openai",\n    messages=[{"role": "user", "content": "What does top_p do?"}],\n)\nprint(answer.choices[0].message.content)\n```\n\nAnd in JavaScript:\n\n```js\nimport OpenAI from "openai"\n\nconst client = new OpenAI({ baseURL: "http://localhost:3000/v1", apiKey: "not-needed-for-the-sandbox" })\nconst answer = await client.chat.completions.create({\n  model: "sandbox/openai",\n  messages: [{ role: "user", content: "What does top_p do?" }],\n})\nconsole.log(answer.choices[0].message.content)\n```\n\nFor a real provider the API key is that provider’s own. Add the header `x-refract-receipt: 1` to get the receipt with the answer.',
  },
  {
    about: 'explain',
    ask: [
      'What does explain do?',
      'What is /v1/explain?',
      'How do I see what would be sent before I run?',
      'Can I check a request without sending it?',
    ],
    brief:
      '`POST /v1/explain` takes the same request and answers with what each provider would be sent, without sending it and without a key. The page uses it to show [“3 changed”|the badges] before you run.',
  },
  {
    about: 'unsupported parameters',
    ask: [
      'What does x-refract-unsupported do?',
      'How do I get an error instead of dropped parameters?',
      'How do I make unsupported parameters an error?',
    ],
    brief:
      'The header `x-refract-unsupported` says what happens to parameters a provider cannot take: `drop` leaves them out with a note, `error` refuses the request, `emulate` tries to get the effect in another way.',
  },
  {
    about: 'retries and fallback',
    ask: [
      'What is fallback?',
      'How do retries work?',
      'How do I retry a failed request?',
      'What happens when a provider fails?',
      'How do I set up a fallback model?',
    ],
    brief:
      'A retry sends the same request again after a passing failure such as 429 or 503; a fallback sends it to the next model in the list. Both happen only before the first content arrives, and each attempt stands in the receipt.',
  },
  {
    about: 'the status 401',
    ask: ['What does 401 mean?', 'Why do I get 401?', 'Why do I get an authentication error?', 'invalid API key'],
    brief:
      '401 means that no valid key came with the request. Check that the key belongs to this provider and has not been revoked, and that it stands in the keys dialog or in the Authorization header.',
  },
  {
    about: 'the status 429',
    ask: ['What does 429 mean?', 'What is a rate limit?', 'Why do I get too many requests?', 'How do I handle rate limits?'],
    brief:
      '429 means too many requests or tokens in a short time, or that the account’s credit is used up. Wait as long as the retry-after header says, then try again with growing pauses.',
  },
  {
    about: 'the status 400',
    ask: ['What does 400 mean?', 'Why do I get a bad request error?', 'What is an invalid request?'],
    brief:
      '400 means the request itself is wrong, and sending it again will not help. The message names the field, for instance `messages[2].content`, and what would be right.',
  },
  {
    about: 'overload',
    ask: ['What does 503 mean?', 'What does 529 mean?', 'What does overloaded mean?', 'What does 500 mean?'],
    brief:
      '500 is a fault on the provider’s side, 503 and Anthropic’s 529 mean it is overloaded. All three are worth a retry after a pause, or a fallback to another model.',
  },
  {
    about: 'timeouts',
    ask: ['What is a timeout?', 'How do I set a timeout?', 'What does 408 mean?', 'Why did my request time out?'],
    brief:
      'With `x-portkey-request-timeout` you say how many milliseconds may pass until the first content of a stream, or until the whole of a plain answer. When they are over you get 408.',
  },
  {
    about: 'cost',
    ask: [
      'How much does it cost?',
      'How is the cost computed?',
      'What does a request cost?',
      'How do I save money?',
      'What is the cheapest model?',
      'Which model is cheapest?',
      'Why is output more expensive than input?',
    ],
    brief:
      'Providers bill per token, with output often four or five times as dear as input, and the price differs by model. To save: shorter prompts, cached prefixes, a smaller model, less thinking. The sandbox [is free|costs nothing].',
  },
  {
    about: 'the model list',
    ask: ['Which models are available?', 'How do I list the models?', 'What is /v1/models?'],
    brief:
      '`GET /v1/models` lists them with their provider, limits and abilities, and the model menu of a column shows the same list. A name is written as provider, slash, model: `openai/gpt-5.1`.',
  },
  {
    about: 'the trace id',
    ask: ['What is a trace id?', 'What is x-portkey-trace-id?', 'What does the gateway send back in headers?'],
    brief:
      'Each call has a trace id, sent back as `x-portkey-trace-id`; give one yourself to tie several calls together. Other headers tell the provider, the number of attempts and the names of what was dropped or changed.',
  },
  {
    about: 'privacy',
    ask: [
      'Is my data stored?',
      'Do you store my prompts?',
      'Who sees my prompts?',
      'Is this private?',
      'Do you learn from my messages?',
    ],
    brief:
      'The prompt goes to the providers of your columns and to nobody else; the page keeps its state in this browser. The sandbox model learns nothing from you: it forgets each request the moment it has answered.',
  },
  {
    about: 'open source',
    ask: [
      'Is Refract open source?',
      'What licence does Refract have?',
      'Can I host this myself?',
      'How do I run it myself?',
      'How do I deploy it?',
    ],
    brief:
      '[Yes, it is MIT licensed,|Yes, under the MIT licence,] and two commands [run it|start it] with only Node and npm installed: `npm install` and `npm start`. It can also be deployed to Vercel.',
  },
  {
    about: 'routing headers',
    ask: [
      'How do I choose a provider with a header?',
      'What is x-portkey-provider?',
      'Which headers does the gateway take?',
      'Is it compatible with Portkey?',
    ],
    brief:
      'Write the provider before the model, as in `anthropic/claude-sonnet-4-5`, or name it in the header `x-portkey-provider`. The headers carry Portkey’s names, so its SDK works as well.',
  },
]
