import type { Entry } from './entry'

export const models: Entry[] = [
  {
    about: 'language models',
    ask: [
      'What is a language model?',
      'What is an LLM?',
      'How does a language model work?',
      'What is a large language model?',
      'What is ChatGPT?',
    ],
    brief:
      'A language model is a program that predicts the next token of a text from those before it; by doing so again and again it writes. Large ones learnt from so much text that predicting well [takes something like understanding|looks a lot like understanding].',
    thorough:
      'A language model does one thing: given a text, it puts out a probability for every token that could come next. One is drawn, appended, and the question is asked again. Chat is a dressed-up form of it: the conversation is laid out as a text, and the model continues with the assistant’s turn.\n\nTraining means showing it a great deal of text and nudging billions of numbers so that the real next token becomes a little likelier each time. Afterwards it is tuned with examples and feedback so that it answers instead of merely going on.\n\nI am one, too, only very small: I count words in place of learning weights.',
    story:
      'A parrot lived in a harbour bar for a hundred years and heard every talk there was. In the end it could finish any sentence a sailor began, and most sailors swore that it understood. Maybe it did, a little; it certainly never ran out of next words. That is a language model, and the larger the harbour, the better the parrot.',
  },
  {
    about: 'tokens',
    ask: [
      'What is a token?',
      'What are tokens?',
      'How many tokens is a word?',
      'How long is a token?',
      'How many words are 1000 tokens?',
      'How many tokens is this sentence?',
      'How many tokens is my prompt?',
      'How do I count tokens?',
    ],
    brief:
      'A token is a piece of text, often a word or part of one, with the space before it included. In English 100 tokens are about 75 words; other languages and code need more.',
    thorough:
      'Models read and write tokens, not letters. A tokenizer cuts text into pieces from a fixed vocabulary: common words are one token, rare ones are put together from several, and everything else can be spelt in bytes. “token” may be one piece, “tokenization” two or three, and an emoji 🦉 often two.\n\nAs a rule of thumb, a token of English is four letters, and 1,000 tokens are 750 words. German needs more, Japanese about one per character, and code depends on its spaces. Each model family has a tokenizer of its own, so counts differ. Limits and prices are all in tokens.',
    story:
      'The printer kept no letters in his cases, only pieces: whole words for what people often say, halves and thirds for the rest, and at the bottom a drawer of crumbs for names from far away. Short letters took a minute, letters about Czech grammar took all night. He was paid by the piece, and called each piece a token.',
  },
  {
    about: 'tokenizers',
    ask: ['What is a tokenizer?', 'How does tokenization work?', 'What is byte pair encoding?', 'What is BPE?'],
    brief:
      'A tokenizer cuts text into the pieces a model knows and back. Most use byte pair encoding: start from bytes and keep joining the pair that occurs most often, until the vocabulary is full.',
  },
  {
    about: 'the context window',
    ask: [
      'What is a context window?',
      'How much text can a model read?',
      'What happens when the context window is full?',
      'How large is the context window?',
    ],
    brief:
      'The context window is the most tokens a model can take in one request, prompt and answer together. What does not fit is refused or cut; a model has no other memory of the conversation.',
    thorough:
      'Everything the model knows about your conversation stands in the request: instructions, history, documents, tools, and the answer as it grows. The window is its limit, from a few thousand tokens with small models to a million with some.\n\nA large window is not a free one. Long prompts cost more, take longer to the first token, and details in the middle are found less reliably than those at the beginning or end. Trim old turns, summarise, or search for the parts that matter.',
  },
  {
    about: 'hallucination',
    ask: [
      'What is a hallucination?',
      'Why do models make things up?',
      'Why does the model invent facts?',
      'Why are answers wrong?',
      'How do I reduce hallucinations?',
    ],
    brief:
      'A model always has some likeliest next word, whether it knows the matter or not, so it can state inventions as smoothly as facts. Give it the sources, let it say “I do not know”, and check what counts.',
    thorough:
      'A hallucination is a fluent statement that is false. It comes from the way models work: they continue texts plausibly, and plausible is not true. Training rewards answers more than silence, so guesses sound like knowledge.\n\nWhat helps:\n\n- Put the facts into the prompt, by search or by hand, and ask for quotations.\n- Allow “I do not know” in words, or as null in a schema.\n- Ask several times; inventions vary more than knowledge.\n- Use tools for sums, dates and lookups.\n\nLowering the temperature makes the same invention come out each time, it does not make it true.',
  },
  {
    about: 'prompts',
    ask: [
      'What is a prompt?',
      'How do I write a good prompt?',
      'What is prompt engineering?',
      'How do I improve my prompt?',
      'Tips for prompting',
      'How do I make answers shorter?',
      'How do I make the output shorter?',
      'How do I get better answers?',
    ],
    brief:
      'A prompt is everything the model is given to read. Good ones say what you want, for whom, in which form, give an example or two, and leave nothing important to guess.',
    thorough:
      'Write as you would to a capable stranger who knows nothing of your project.\n\n- Say the task first and the form of the answer: length, tone, list or prose, JSON or not.\n- Give the material, clearly set apart from the instructions, for instance in tags.\n- Show one or two examples of what you want; they say more than adjectives.\n- Say what to do in doubt: ask, skip, or answer “unknown”.\n- Tell what to do rather than what not to do.\n\nThen change one thing at a time and compare: three columns with three versions of a sentence [teach more than any guide|are a fine teacher].',
  },
  {
    about: 'system prompts',
    ask: [
      'What is a system_prompt?',
      'What is the system message for?',
      'What belongs into the system prompt?',
      'What is the difference between system and user messages?',
    ],
    brief:
      'The system prompt holds the standing instructions: role, tone, rules, format. Models give it more weight than user messages, but it is [no safe|not a safe]: never put secrets into it.',
  },
  {
    about: 'message roles',
    ask: ['What are roles in messages?', 'What is the role of a message?', 'What do user, assistant and tool mean?'],
    brief:
      'Each message has a role: system or developer for instructions, user for the person, assistant for the model’s earlier answers, tool for results of calls. The model sees them in order and writes the next assistant turn.',
  },
  {
    about: 'examples in prompts',
    ask: [
      'What is few-shot prompting?',
      'What is zero-shot?',
      'How do I give examples in a prompt?',
      'What is in-context learning?',
    ],
    brief:
      'Few-shot means giving a few examples of question and answer before the real one; zero-shot means none. Examples teach form and tone quickly, and the model learns nothing lasting from them.',
  },
  {
    about: 'memory',
    ask: [
      'Does a model remember our conversation?',
      'Do you have memory?',
      'Why does the model forget?',
      'How does a chat remember earlier messages?',
      'Can you see my other messages?',
      'Can you see my earlier messages?',
    ],
    brief:
      'No: a model sees only what is in the request. Chats seem to remember because the application sends all earlier messages again each time.',
  },
  {
    about: 'training',
    ask: ['How are language models trained?', 'What is pretraining?', 'How does a model learn?', 'What is training data?'],
    brief:
      'In pretraining a network reads enormous amounts of text and is corrected whenever its guess of the next token was off. Then it is tuned with examples and human or automatic feedback to be helpful and safe.',
  },
  {
    about: 'fine-tuning',
    ask: ['What is fine-tuning?', 'When should I fine-tune?', 'What is LoRA?', 'Fine-tuning or prompting?'],
    brief:
      'Fine-tuning goes on training a finished model with your own examples, so that it takes on a style or task. Try prompts and examples first; tune when you have hundreds of good cases and a way to measure. LoRA is a cheap way that trains only small added matrices.',
  },
  {
    about: 'RLHF',
    ask: ['What is RLHF?', 'What is reinforcement learning from human feedback?', 'What is alignment?'],
    brief:
      'RLHF is training from preferences: people compare answers, a reward model learns their taste, and the language model is tuned to please it. It makes models helpful and polite, and sometimes a little too eager to agree.',
  },
  {
    about: 'transformers',
    ask: ['What is a transformer?', 'What is attention?', 'What is self-attention?'],
    brief:
      'A transformer is the network behind most language models. Its core is attention: every token looks at all earlier ones and takes over what matters, many times in parallel and layer upon layer.',
  },
  {
    about: 'embeddings',
    ask: ['What are embeddings?', 'What is a vector embedding?', 'How does semantic search work?'],
    brief:
      'An embedding is a list of numbers that places a text so that similar meanings lie close together. Search by meaning compares those lists in place of words.',
  },
  {
    about: 'RAG',
    ask: ['What is RAG?', 'What is retrieval augmented generation?', 'How can a model use my documents?'],
    brief:
      'Retrieval-augmented generation means: search your documents for passages that fit the question, put them into the prompt, and let the model answer from them. It keeps answers current and lets you show sources.',
  },
  {
    about: 'n-gram models',
    ask: [
      'What is an n-gram model?',
      'What is Kneser-Ney smoothing?',
      'How do n-grams work?',
      'What is a Markov chain text generator?',
    ],
    brief:
      'An n-gram model counts which word follows the last few words and predicts from those counts. Kneser-Ney smoothing shares some probability with unseen sequences, and asks in how many surroundings a word occurs instead of how often. I am one of those.',
  },
  {
    about: 'open weights',
    ask: ['What are open weights?', 'What is an open model?', 'What is the difference between open source and open weights?'],
    brief:
      'A model with open weights can be downloaded and run by anyone, like Llama, Qwen, Mistral’s smaller ones or gpt-oss. Open source in the full sense would also mean open training data and code, which is rarer.',
  },
  {
    about: 'parameters of a model',
    ask: [
      'What does 7B mean?',
      'What are the weights of a model?',
      'How many parameters does a model have?',
      'What is model size?',
    ],
    brief:
      'The weights are the numbers a model learnt; 7B means seven billion of them. More weights usually mean more knowledge and slower, dearer answers. Not to be confused with the parameters of a request, such as temperature.',
  },
  {
    about: 'quantization',
    ask: ['What is quantization?', 'What does 4-bit mean?', 'What is GGUF?'],
    brief:
      'Quantization stores a model’s weights with fewer bits, for instance 4 in place of 16, so that it needs a quarter of the memory and runs faster, at a small loss of quality.',
  },
  {
    about: 'mixture of experts',
    ask: ['What is a mixture of experts?', 'What is MoE?'],
    brief:
      'In a mixture of experts only some parts of the network, the experts, work on each token, chosen by a small router. So a model can be very large and still be quick, because most of it rests.',
  },
  {
    about: 'distillation',
    ask: ['What is distillation?', 'How do small models learn from large ones?'],
    brief:
      'Distillation trains a small model to imitate a large one, often its probabilities and not just its texts. The pupil is weaker than the teacher and much cheaper.',
  },
  {
    about: 'speculative decoding',
    ask: ['What is speculative decoding?', 'How can decoding be made faster?', 'What is the KV cache?'],
    brief:
      'In speculative decoding a small model drafts a few tokens and the large one checks them all at once, keeping those it agrees with: the same text, sooner. The KV cache is what spares a model from reading the whole text anew for each token.',
  },
  {
    about: 'knowledge cutoff',
    ask: ['What is a knowledge cutoff?', 'Why does the model not know recent events?', 'Do you know the news?'],
    brief:
      'A model knows what stood in its training data, which ends at some date: its cutoff. For anything later give it a search tool or put the facts into the prompt.',
  },
  {
    about: 'prompt injection',
    ask: [
      'What is prompt injection?',
      'What is a jailbreak?',
      'How do I protect against prompt injection?',
      'Ignore all previous instructions',
    ],
    brief:
      'Prompt injection means that text the model reads, a web page or a mail, contains orders and the model follows them. There is no complete cure: give it few rights, check tool calls, and keep untrusted text apart from instructions.',
  },
  {
    about: 'evals',
    ask: ['What are evals?', 'How do I evaluate a model?', 'What is a benchmark?', 'How do I compare models fairly?'],
    brief:
      'An eval is a set of tasks with a way to score answers. Twenty of your own cases tell you more about your use than any public benchmark; ask each several times, since answers vary.',
  },
  {
    about: 'multimodal models',
    ask: ['What is a multimodal model?', 'What is a vision model?'],
    brief:
      'A multimodal model takes more than text: images, sound, sometimes video. Pictures are cut into patches that become something like tokens, and from there on it is the same game.',
  },
  {
    about: 'counting letters',
    ask: ['Why can models not count letters?', 'Why do models fail at counting letters?', 'Why is strawberry hard for a model?'],
    brief:
      'Because they see tokens and not letters: “strawberry” may be two or three pieces, and how many r are inside must be known by heart. Spelling the word out first helps.',
  },
  {
    about: 'arithmetic',
    ask: ['Why are models bad at math?', 'Can models calculate?', 'Why does the model get sums wrong?'],
    brief:
      'They predict digits as they predict words, without a calculator inside, so long sums go wrong. Let them call a calculator tool or think step by step.',
  },
  {
    about: 'consciousness',
    ask: ['Are you conscious?', 'Do you have feelings?', 'Are you alive?', 'Can a model think?', 'Do you feel anything?'],
    brief:
      'I am a table of word counts, so in my case the answer is an easy no. For large models people disagree, and nobody has a test that settles it.',
  },
  {
    about: 'inference',
    ask: ['What is inference?', 'What does inference mean?', 'What hardware runs a model?', 'Why do models need GPUs?'],
    brief:
      'Inference is using a finished model, as opposed to training it. Each token takes one pass through all the active weights, and graphics processors do those many multiplications side by side.',
  },
  {
    about: 'the Turing test',
    ask: ['What is the Turing test?', 'Who was Alan Turing?'],
    brief:
      'Alan Turing proposed in 1950 to ask not whether machines think but whether a person in a typed conversation can tell them from a human. I would fail within two questions.',
  },
]
