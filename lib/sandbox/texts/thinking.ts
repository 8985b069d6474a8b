import type { Entry } from './entry'

export const thinking: Entry[] = [
  {
    about: 'thinking',
    ask: [
      'What is thinking?',
      'What is a reasoning model?',
      'What does thinking mean for a model?',
      'How does extended thinking work?',
      'What are reasoning tokens?',
      'How do I turn on thinking?',
      'When should I use thinking?',
      'Should I turn on reasoning?',
    ],
    brief:
      'Thinking is text a model writes for itself before it answers: it tries steps, checks them and then gives the result. It helps with mathematics, code and planning, and [costs time and tokens|you pay for its tokens and wait for them].',
    thorough:
      'A reasoning model first writes a private draft and then the answer. The draft is made of ordinary tokens: it is sampled like any text, it counts as output, and the answer only starts when it is done.\n\n- Worth it: proofs, tricky code, plans with many conditions, questions where people would take notes.\n- Not worth it: lookups, short rewrites, chat.\n\nProviders show it differently. Anthropic sends thinking blocks with a signature, which must go back unchanged when tools are used. OpenAI keeps the draft and only counts it. Gemini sends summaries. In the answers of this gateway it arrives as `reasoning_content`, beside the content and never mixed into it.',
    story:
      'Before the old clockmaker said a word she always took a scrap of paper, drew a few wheels, crossed out two, and hummed. Only then did she answer, in one sentence, and [the sentence was mostly right|was right more often than anyone in town]. The scraps cost her paper and her customers some patience, and for the question “What time is it?” she did not need one.',
  },
  {
    about: 'the thinking budget',
    ask: [
      'What is budget_tokens?',
      'What is a thinking budget?',
      'How large should the thinking budget be?',
      'What does a budget of tokens for thinking do?',
    ],
    brief:
      'The budget is the most tokens a model may think, not how many it will. Anthropic wants at least 1,024 and less than max_tokens, because thinking counts towards that limit.',
    thorough:
      'A budget is a ceiling: easy questions use little of it. With Anthropic it is `thinking: {"type": "enabled", "budget_tokens": 2048}`, at least 1,024 and below max_tokens; if max_tokens is too small the gateway raises it and says so. Gemini 2.5 has a thinkingBudget, where -1 leaves it to the model.\n\nNewer models decide for themselves and are told an effort instead. When you give a budget to a model that takes an effort, or the other way round, it is converted and the value stands in the receipt.',
  },
  {
    about: 'reasoning_effort',
    ask: ['What does reasoning_effort do?', 'What is reasoning effort?', 'What is the difference between effort and budget?'],
    brief:
      'reasoning_effort says in words how hard a model should think: none, minimal, low, medium, high and, with some models, xhigh or max. Which of them exist depends on the model; [for Claude up to 4.5 and Gemini 2.5 an effort becomes a budget|older Claude models and Gemini 2.5 get a budget in its place].',
  },
  {
    about: 'thinking and temperature',
    ask: [
      'Can I use temperature with thinking?',
      'Why was temperature dropped?',
      'Why can I not set temperature on a reasoning model?',
    ],
    brief:
      'Mostly not: Claude takes no changed temperature while it thinks, and OpenAI’s reasoning models take none unless their effort is none. The parameter is then dropped, and the receipt says [which rule it was|why].',
  },
  {
    about: 'the cost of thinking',
    ask: [
      'Does thinking cost money?',
      'Are reasoning tokens billed?',
      'Why is usage higher than the answer is long?',
      'What does the number next to thinking mean?',
      'How many tokens went into thinking?',
    ],
    brief:
      'Yes, thinking is billed as output, also where you cannot see it. `usage.completion_tokens` includes it, and `completion_tokens_details.reasoning_tokens` says how much of it there was.',
  },
  {
    about: 'thinking signatures',
    ask: [
      'What is a thinking signature?',
      'Why do thinking blocks have a signature?',
      'Why must I send thinking blocks back?',
      'What is redacted thinking?',
    ],
    brief:
      'The signature lets the provider check that the thinking came from its model and was not altered. When a turn used tools, send the thinking blocks back unchanged with the next request; redacted ones, too, even though you cannot read them.',
  },
  {
    about: 'adaptive thinking',
    ask: ['What is adaptive thinking?', 'What is the difference between enabled and adaptive thinking?'],
    brief:
      'With adaptive thinking the model decides by itself whether and how long it thinks, guided by an effort. Claude 4.6 and later have it, and from Opus 4.7 on it [takes the place of|replaces] budgets.',
  },
  {
    about: 'chain of thought',
    ask: ['What is chain of thought?', 'What does let’s think step by step do?', 'What is chain-of-thought prompting?'],
    brief:
      'Chain of thought means letting the model write its steps before the result, with a prompt such as “think step by step”. Reasoning models do it on their own, so there it [is no longer needed|adds little].',
  },
]
