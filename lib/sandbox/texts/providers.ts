import type { Entry } from './entry'

export const providers: Entry[] = [
  {
    about: 'how providers differ',
    ask: [
      'How do providers differ?',
      'What are the differences between OpenAI, Anthropic and Gemini?',
      'Why is the request different for each provider?',
      'How do OpenAI and Anthropic differ?',
    ],
    brief:
      'They agree on the idea, messages in and text out, and differ in nearly every name: where the system prompt goes, what limits are called, how tools and schemas are written, which sampling parameters exist. The receipt shows the translation for each.',
    thorough:
      'The main differences a translator has to bridge:\n\n- **System prompt**: a message for OpenAI, a field of its own for Anthropic (`system`), Gemini (`systemInstruction`) and Bedrock.\n- **Limit**: `max_completion_tokens`, `max_tokens`, `maxOutputTokens`, `maxTokens`; only Anthropic requires it.\n- **Temperature**: 0 to 2 for OpenAI and Gemini, 0 to 1 for Anthropic.\n- **Only some have**: logprobs, seed, penalties and logit_bias (OpenAI and compatibles), top_k (Anthropic, Gemini, open models).\n- **Tools**: `parameters`, `input_schema`, `parametersJsonSchema`, `inputSchema.json` for the same schema.\n- **Turns**: Anthropic, Gemini and Bedrock want user and assistant to alternate, so neighbours are merged.\n\nYou write OpenAI’s format here, and every difference becomes a line in the receipt.',
    story:
      'The same letter went to three embassies. One wanted the greeting in the first line, one on a separate card, one [not at all without a stamp that said how long the reply may be|only with a stamp that told how long the reply may be]. The clerk at the gate rewrote the letter three times, changed no meaning he could keep, and pinned a list of all he had to change to each copy.',
  },
  {
    about: 'Anthropic',
    ask: [
      'How does Anthropic’s API differ from OpenAI’s?',
      'What is special about Claude requests?',
      'Which parameters does Claude not take?',
      'Why is max_tokens required for Claude?',
      'What does Anthropic drop?',
    ],
    brief:
      'Anthropic’s Messages API wants max_tokens, keeps the system prompt apart from the messages, takes temperatures from 0 to 1, and has no seed, penalties, logit_bias or logprobs. Newer Claude models take no sampling parameters at all.',
    thorough:
      'What changes on the way to Claude:\n\n- `max_tokens` is required, so it is added when you leave it out.\n- `system` stands beside the messages, which must alternate between user and assistant.\n- `stop` becomes `stop_sequences`.\n- `temperature` ends at 1; from Opus 4.7 on and in the 5 series, temperature, top_p and top_k are refused altogether.\n- `seed`, `logit_bias`, `logprobs` and the two penalties have no counterpart and are dropped.\n- Tool results travel inside a user turn, and thinking comes with a signature that must go back with it.\n\n`n` is made of several requests.',
  },
  {
    about: 'OpenAI',
    ask: [
      'What is OpenAI’s chat completions API?',
      'What is the chat completions format?',
      'What does an OpenAI request look like?',
      'Why is everything in OpenAI format?',
    ],
    brief:
      'Chat completions is the request format of OpenAI: a model, a list of messages with roles, and parameters beside them. So many servers speak it that it has become the common tongue, and this gateway uses it as its own.',
  },
  {
    about: 'OpenAI reasoning models',
    ask: [
      'Which parameters do OpenAI reasoning models not take?',
      'Why does gpt-5 not take temperature?',
      'What is different with o3 and gpt-5?',
    ],
    brief:
      'They take `max_completion_tokens` and `reasoning_effort`, and no penalties or logit_bias; temperature, top_p and logprobs only where effort can be none and is. Everything else is dropped, with its reason in the receipt.',
  },
  {
    about: 'Gemini',
    ask: ['How does Gemini’s API differ?', 'What is special about Gemini requests?', 'How are requests sent to Gemini?'],
    brief:
      'Gemini wants `contents` with parts, roles called user and model, the system prompt as `systemInstruction`, and nearly all parameters inside `generationConfig`. Several candidates work with 2.x models only, and logprobs with few.',
  },
  {
    about: 'Bedrock',
    ask: ['What is Bedrock Converse?', 'How does Amazon Bedrock differ?', 'What is the Converse API?'],
    brief:
      'Converse is the one format of Amazon Bedrock for models of many makers; limits and sampling stand in `inferenceConfig`, and what only one model knows in `additionalModelRequestFields`. Its streams are binary frames with checksums, not text.',
  },
  {
    about: 'Azure OpenAI',
    ask: ['What is Azure OpenAI?', 'How does Azure differ from OpenAI?', 'What is a deployment name?'],
    brief:
      'Azure serves OpenAI’s models under your own resource and deployment names, with an `api-key` header and content filter results in the answers. The format is OpenAI’s, the address is yours.',
  },
  {
    about: 'compatible servers',
    ask: [
      'What are OpenAI-compatible providers?',
      'What does OpenAI-compatible mean?',
      'Are Groq and Mistral OpenAI compatible?',
      'Which providers are compatible with OpenAI?',
    ],
    brief:
      'Groq, Mistral, DeepSeek, Together, Fireworks, OpenRouter, Ollama, vLLM, LM Studio and many others take requests in OpenAI’s format. They differ in details: some refuse parameters they do not know, Mistral says random_seed for seed, and extras such as min_p exist only here and there.',
  },
  {
    about: 'the system prompt on each provider',
    ask: [
      'Where does the system prompt go?',
      'What happens to several system messages?',
      'What is the developer role?',
      'Does Gemini support system messages?',
      'Does Claude take system messages?',
    ],
    brief:
      'OpenAI takes it as a message of role system, or developer with newer models; Anthropic, Gemini and Bedrock have a field of its own, and the gateway moves it there, in order, however many there are.',
  },
  {
    about: 'prefill',
    ask: [
      'What is prefill?',
      'What happens when the last message is from the assistant?',
      'How do I make the model continue a text?',
    ],
    brief:
      'If the last message is the assistant’s, some models continue it: Claude up to 4.5, Mistral, DeepSeek, most open ones. Claude 4.6 and later refuse that, so there a user turn asking to go on is added, and noted as emulated.',
  },
  {
    about: 'images',
    ask: ['How do I send an image?', 'Which models take images?', 'How are images sent?', 'How many tokens is an image?'],
    brief:
      'Add a part of type `image_url` with a data URL or an https address to a user message. OpenAI and Anthropic fetch addresses themselves, for others the gateway inlines them; an image counts as some hundred to a few thousand tokens, depending on its size.',
  },
  {
    about: 'PDFs and files',
    ask: ['How do I send a PDF?', 'Can I send files?', 'How do I attach a document?'],
    brief:
      'Add a part of type `file` with a name and a data URL. Anthropic and Bedrock get it as a document, Gemini as inline data; the sandbox can only tell its type and size.',
  },
  {
    about: 'audio',
    ask: ['Can I send audio?', 'How do I send sound to a model?', 'What is input_audio?'],
    brief:
      'Parts of type `input_audio` carry WAV or MP3 as base64. Gemini and OpenAI’s audio models take them; for models without ears the request is refused with the path of the part.',
  },
  {
    about: 'prompt caching',
    ask: ['What is prompt caching?', 'What are cached tokens?', 'What does cache_control do?', 'How do I use prompt caching?'],
    brief:
      'A provider can keep the state it computed for the beginning of a prompt, so that the next request with the same beginning is cheaper and quicker. Put what stays the same first; Anthropic and Bedrock want a mark, `cache_control`, OpenAI and Gemini do it by themselves.',
  },
  {
    about: 'Vertex AI',
    ask: ['What is Vertex AI?', 'How do I use Claude on Vertex?', 'What is the difference between Vertex and AI Studio?'],
    brief:
      'Vertex AI is Google Cloud’s platform for models, Gemini and others such as Claude, with projects, regions and Google’s access tokens. AI Studio is the simpler way to Gemini, with one API key.',
  },
  {
    about: 'OpenRouter',
    ask: ['What is OpenRouter?', 'What is a model router?'],
    brief:
      'OpenRouter is a service that offers the models of many providers behind one key and one OpenAI-like address, and picks a host for each request.',
  },
  {
    about: 'Ollama',
    ask: ['What is Ollama?', 'What is llama.cpp?', 'How can I run a model on my own computer?'],
    brief:
      'Ollama runs open models on your own machine and speaks OpenAI’s format at `http://localhost:11434/v1`; llama.cpp is the engine beneath it. A model of 8 billion parameters in four bits wants about 6 GB of memory.',
  },
  {
    about: 'which parameters work everywhere',
    ask: [
      'Which parameters work everywhere?',
      'Which parameters are safe to use with all models?',
      'What is the most portable request?',
    ],
    brief:
      'Messages, a token limit, stop sequences, streaming, tools and, mostly, a schema. Sampling is the least portable part: even temperature is refused by [many reasoning models|models that reason].',
  },
  {
    about: 'which model is best',
    ask: [
      'Which model is the best?',
      'Which model should I use?',
      'Is Claude better than GPT?',
      'Which is better, GPT or Gemini?',
      'Compare GPT and Claude',
      'Which model is fastest?',
    ],
    brief:
      'That depends on your task, and I am too small to judge my elders. Put your own prompt into several columns, look at quality, speed and cost side by side, and trust what you see more than any ranking.',
  },
  {
    about: 'refusals',
    ask: ['Why does the model refuse?', 'What is a refusal?', 'What is content_filter?'],
    brief:
      'A model may decline by itself, in words, or a filter of the provider may withhold the answer, with the finish reason content_filter. Claude reports a refusal as its own stop reason. Say what you need it for and rephrase; a retry alone rarely helps.',
  },
]
