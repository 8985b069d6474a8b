/** A request people look for. A test sends each as it is written here. */
export interface Example {
  id: string
  title: string
  text: string
  request: Record<string, unknown> & { model: string }
  headers?: Record<string, string>
  /** What a program does with `answer`, in JavaScript. */
  read: string
  /** It needs what is not everywhere, so it is only explained. */
  explained?: true
}

const STREAMED = `for await (const chunk of answer) process.stdout.write(chunk.choices[0]?.delta?.content ?? '')`
const SPOKEN = 'console.log(answer.choices[0].message.content)'
const WEATHER = {
  name: 'get_weather',
  description: 'The weather in a city, now.',
  parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
}
const ask = (content: unknown) => [{ role: 'user', content }]

/** A red square of 16 pixels a side. */
const PICTURE =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAIAAACQkWg2AAAAFklEQVR42mP4z8BAEmIY1TCqYfhqAAAkxP4BVd7DCQAAAABJRU5ErkJggg=='

export const EXAMPLES: readonly Example[] = [
  {
    id: 'text',
    title: 'Text',
    text: 'One question, one answer. The part of the model before the slash is the provider.',
    request: { model: 'sandbox/anthropic', messages: ask('What does top_p do?') },
    read: SPOKEN,
  },
  {
    id: 'stream',
    title: 'A stream',
    text: 'With stream the answer comes in pieces as server-sent events, and ends with [DONE]. A stream that broke never does: it ends with an event that holds error.',
    request: { model: 'sandbox/openai', messages: ask('What does temperature do?'), stream: true },
    read: STREAMED,
  },
  {
    id: 'image',
    title: 'An image',
    text: 'As a data: URL, or an https: address. Where a provider fetches none, the gateway fetches it and sends it inside the request.',
    request: {
      model: 'sandbox/gemini',
      messages: ask([
        { type: 'text', text: 'What is in this picture?' },
        { type: 'image_url', image_url: { url: PICTURE } },
      ]),
    },
    read: SPOKEN,
  },
  {
    id: 'tools',
    title: 'Tools',
    text: 'The model answers with calls; you send what came of them in a message of the role tool.',
    request: {
      model: 'sandbox/anthropic',
      messages: ask('What is the weather in Oslo?'),
      tools: [{ type: 'function', function: WEATHER }],
      tool_choice: 'required',
    },
    read: 'console.log(answer.choices[0].message.tool_calls)',
  },
  {
    id: 'functions',
    title: 'Functions',
    text: 'OpenAI’s older form of tools. Providers that never had it get tools, and the answer is turned back.',
    request: {
      model: 'sandbox/anthropic',
      messages: ask('What is the weather in Oslo?'),
      functions: [WEATHER],
      function_call: { name: 'get_weather' },
    },
    read: 'console.log(answer.choices[0].message.function_call)',
  },
  {
    id: 'schema',
    title: 'JSON of a schema',
    text: 'Providers without structured output get the schema as a tool whose arguments are the answer.',
    request: {
      model: 'sandbox/converse',
      messages: ask('Name a city and how many people live there.'),
      response_format: {
        type: 'json_schema',
        json_schema: {
          name: 'city',
          strict: true,
          schema: {
            type: 'object',
            properties: { name: { type: 'string' }, people: { type: 'integer' } },
            required: ['name', 'people'],
            additionalProperties: false,
          },
        },
      },
    },
    read: 'console.log(JSON.parse(answer.choices[0].message.content))',
  },
  {
    id: 'logprobs',
    title: 'Log probabilities',
    text: 'How sure the model was of each token, and what else it might have said.',
    request: {
      model: 'sandbox/openai',
      messages: ask('What does temperature do?'),
      logprobs: true,
      top_logprobs: 3,
      max_tokens: 20,
    },
    read: 'console.log(answer.choices[0].logprobs.content[0])',
  },
  {
    id: 'thinking',
    title: 'Thinking',
    text: 'By reasoning_effort as OpenAI says it, or by thinking as Anthropic does. Either is turned into what the model takes. The thoughts are in reasoning_content.',
    request: {
      model: 'sandbox/anthropic',
      messages: ask('What is 17 times 23?'),
      thinking: { type: 'enabled', budget_tokens: 1024 },
      max_tokens: 2000,
    },
    read: 'console.log(answer.choices[0].message.reasoning_content)',
  },
  {
    id: 'receipt',
    title: 'With its receipt',
    text: 'What the provider was sent, in the field refract: each attempt with its body, and a note for every parameter.',
    request: { model: 'sandbox/anthropic', messages: ask('What does seed do?'), temperature: 1.7, seed: 7 },
    headers: { 'x-refract-receipt': '1' },
    read: 'console.log(answer.refract.attempts[0].notes)',
  },
  {
    id: 'ollama',
    title: 'Ollama on this machine',
    text: 'The usual local servers are known: ollama, lm-studio, vllm and llama-cpp. They are reached while the app listens on loopback; elsewhere name them in ALLOWED_PRIVATE_HOSTS.',
    request: { model: 'ollama/llama3.2', messages: ask('Hello') },
    read: SPOKEN,
    explained: true,
  },
  {
    id: 'vllm',
    title: 'vLLM at an address of yours',
    text: 'Any host that speaks OpenAI’s format. A private one must stand in ALLOWED_PRIVATE_HOSTS. Parameters nobody else knows go along as they are.',
    request: {
      model: 'Qwen/Qwen3-8B',
      messages: ask('Hello'),
      min_p: 0.05,
      chat_template_kwargs: { enable_thinking: false },
    },
    headers: { 'x-portkey-provider': 'vllm', 'x-portkey-custom-host': 'http://gpu.internal:8000/v1' },
    read: SPOKEN,
    explained: true,
  },
]
