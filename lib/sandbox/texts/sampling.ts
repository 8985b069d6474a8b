import type { Entry } from './entry'

export const sampling: Entry[] = [
  {
    about: 'top_p',
    ask: [
      'What does top_p do, and when should I leave it alone?',
      'What is top_p?',
      'How does nucleus sampling work?',
      'When should I change top_p?',
      'What does a top_p of 0.9 mean?',
      'What is a good value for top_p?',
      'Which top_p should I use?',
    ],
    brief:
      'top_p [limits|narrows] the choice of the next token to the likeliest few whose probabilities add up to p: at 0.9 the model [picks|chooses] among the tokens that make up the top 90 percent, and the rest cannot be picked. Leave it at 1 [whenever you already change temperature|if temperature is what you are tuning], because both narrow the same choice and together they are hard to reason about.',
    thorough:
      'Before each token the model holds a list of candidates with their probabilities; top_p [walks down that list from the likeliest|goes down that list, likeliest first,] and stops as soon as the sum reaches p, so at 0.9 only the tokens that share the top 90 percent [stay in the draw|can still be drawn]. The cut moves with the model’s confidence: when one token is nearly certain it leaves just that one, and when many are plausible it leaves many, which is why it [trims nonsense|removes the unlikely tail] without making sure answers any duller. Leave it at its default of 1 while you experiment with temperature, since both act on the same draw; [lower it|bring it down], to 0.9 or 0.95, when a high temperature now and then produces a word that makes no sense.\n\nIn short:\n\n- **1** keeps every token, the default of most models.\n- **0.9 to 0.95** drops the long tail and is a common choice for open-ended writing.\n- **0.1** leaves little but the likeliest token, much like temperature 0.\n\nSome models do not take temperature and top_p together, and most reasoning models take neither; the receipt tells you when one was dropped.',
    story:
      'A baker named Ines [kept|owned] a hundred recipes, and each morning she laid them out from the best loved to the oddest and drew one [blindly|with her eyes shut], but only from the first few that together made up nine tenths of all her sales: that was her top_p of 0.9, and it kept the herring cake out of the window. On days when nearly everyone wanted plain bread the pile shrank to one card, and on feast days it grew to twenty, all by itself. When she began to stir the deck as well, which the villagers called temperature, she [soon put top_p back to 1|let top_p rest at 1], for with two hands in the deck nobody could tell which of them had chosen the cake.',
  },
  {
    about: 'temperature',
    ask: [
      'What does temperature do?',
      'What is temperature?',
      'How does temperature change the answer?',
      'When should I raise or lower the temperature?',
      'Explain the temperature parameter',
      'What temperature should I use?',
      'Which temperature for customer support?',
      'What is a good temperature for a chatbot?',
    ],
    brief:
      'Temperature [sharpens or flattens|sets how sharp or flat] the probabilities of the next token: at 0 the likeliest token always wins, at 1 the model samples as it was trained, and above 1 unlikely tokens get a better chance. Take a low value for facts and code and a higher one for ideas and stories.',
    thorough:
      'The model gives every token a score, a logit, and temperature divides all scores before they become probabilities. [Below 1 the differences grow, so the favourites win more often|A value below 1 makes the differences larger, so that favourites win more often]; above 1 they shrink, so that rare tokens come up more. At 0 there is no draw at all: the likeliest token is taken each time, which [makes answers repeatable|gives nearly the same answer each time] but not more true.\n\n- **0 to 0.3**: extraction, code, anything you will parse.\n- **0.7 to 1**: conversation and general writing.\n- **1.2 and more**: brainstorming; expect some odd words.\n\nThe ranges differ: OpenAI and Gemini take 0 to 2, Anthropic 0 to 1, and many reasoning models take no temperature at all. When a value does not fit, the gateway lowers or drops it and the receipt says so.',
    story:
      'In a cold room the musicians played exactly what was written, [note for note|every evening the same], because nobody dared to move a finger more than needed. Someone lit the stove, and with each degree they grew bolder: first a small ornament, then a borrowed tune, and when the windows steamed over the trombone played something nobody had ever heard, and nobody wished to hear again. That stove is called temperature: [leave it low for sums, warm for talk, and hot only when you want surprises.|low for sums, warm for talk, hot for surprises.]',
  },
  {
    about: 'the difference between temperature and top_p',
    ask: [
      'What is the difference between temperature and top_p?',
      'Should I use temperature or top_p?',
      'temperature versus top_p',
      'Should I change both temperature and top_p together?',
      'Which is better, temperature or top_p?',
    ],
    brief:
      'Temperature reshapes all probabilities, top_p cuts off the unlikely ones and leaves the rest as they are. Change one of them and leave the other at its default, [so that you know what did what|or you will not know which one had the effect].',
    thorough:
      'Both act on the draw of the next token, but in different ways. Temperature [stretches or squeezes|rescales] every probability, so even a high value never forbids anything. top_p forbids: it keeps the likeliest tokens until their sum reaches p and removes the others, however many that are.\n\n- Want less variety without odd words? Lower **temperature**.\n- Like the variety but not the occasional nonsense? Lower **top_p** to about 0.9.\n- Want the same answer each time? Temperature 0, and a seed where there is one.\n\nVendors advise to change one of the two and not both, and some recent models refuse requests that carry both.',
  },
  {
    about: 'top_k',
    ask: ['What does top_k do?', 'What is top_k?', 'What is the difference between top_k and top_p?', 'Which value for top_k?'],
    brief:
      'top_k keeps only the k likeliest tokens and draws among them, [whether they are nearly sure or all doubtful|no matter how sure the model is]. top_p is [usually the better cut|often preferred], because it adapts to how confident the model is.',
    thorough:
      'top_k keeps a fixed number of candidates: with top_k 40 the draw is among the forty likeliest tokens and nothing else. That is simple and cheap, but it ignores confidence: where one token is nearly certain it [still lets thirty-nine others in|keeps thirty-nine that do not belong], and where a hundred would do it drops sixty of them.\n\nAnthropic, Gemini and most open models take top_k; OpenAI does not. With 1 it is the same as always taking the likeliest token.',
    story:
      'The ferryman took [five guests and no more|never more than five guests], and always those who stood first in the line: that was his top_k. On quiet days a goat came along just to fill the fifth seat, and on market days honest people stayed behind. His sister, who steered the other boat, took people until nine tenths of the fare was in the box, and called that top_p.',
  },
  {
    about: 'min_p',
    ask: ['What does min_p do?', 'What is min_p?', 'Which providers take min_p?'],
    brief:
      'min_p drops every token whose probability is below a share of the likeliest one: with 0.1, a token needs at least a tenth of the best token’s probability. It is an extension of [open-model servers such as vLLM and llama.cpp|vLLM, llama.cpp and the like], and not part of OpenAI’s, Anthropic’s or Gemini’s own parameters.',
    thorough:
      'min_p sets a bar relative to the favourite. If the likeliest token has probability 0.6 and min_p is 0.1, everything below 0.06 goes; if the favourite has only 0.05, the bar falls to 0.005 and many stay. So it keeps choices wide when the model is unsure and narrow when it is sure, and it works well together with high temperatures.\n\nvLLM, llama.cpp, Ollama, LM Studio and some hosts that serve open models take it. Elsewhere it is dropped, with a line in the receipt.',
  },
  {
    about: 'seeds',
    ask: [
      'What does seed do?',
      'What is a seed?',
      'How do I get the same answer twice?',
      'Are answers reproducible with a seed?',
      'Why do I get different answers to the same prompt?',
      'Why are the answers different each time?',
      'How can I make it deterministic?',
      'How do I make the output reproducible?',
    ],
    brief:
      'A seed [fixes the dice|sets the start of the random numbers], so the same request with the same seed should give the same text. Real providers call it best effort, because their hardware and model versions change; in this sandbox it is exact.',
    thorough:
      'Sampling needs random numbers, and a seed decides where their series starts. With the same model, prompt, parameters and seed you should get the same tokens. OpenAI, Gemini and most compatible servers take one (Mistral calls it random_seed); Anthropic has none, so the gateway drops it there and says so.\n\nIt is not a guarantee with hosted models: a new version, another kind of processor or a different batch can tip a close decision. OpenAI sends a system_fingerprint that changes when the backend does. The built-in sandbox model is exact: same seed, same text, [every time|to the letter].',
    story:
      'Two card players sat down in two towns with decks that had been shuffled by the same machine, set to the same number. Card by card they turned up the same hands, laughed at the same jokes and lost the same coins. That number on the machine was the seed; [had they asked for another, the evening would have gone differently.|with another one, each would have had an evening of their own.]',
  },
  {
    about: 'the presence penalty',
    ask: ['What does presence_penalty do?', 'What is the presence penalty?'],
    brief:
      'presence_penalty lowers the score of every token that has already appeared in the answer, once and by the same amount, however often it appeared. Positive values [push the model towards new words and topics|make it move on to something new]; the range is -2 to 2.',
    thorough:
      'Before each draw, tokens that were already written lose a fixed amount from their logit: the presence penalty. It makes no difference whether a token was used once or twenty times. Small positive values, 0.2 to 0.6, nudge the model to new subjects; large ones make it [avoid words it needs|dodge even the words it needs], and negative ones invite repetition.\n\nOpenAI’s chat models and most compatible servers take it, reasoning models and Anthropic do not. Gemini has it for some of its models.',
  },
  {
    about: 'the frequency penalty',
    ask: ['What does frequency_penalty do?', 'What is the frequency penalty?', 'How do I stop the model from repeating itself?'],
    brief:
      'frequency_penalty lowers a token’s score [a little more each time it appears|each time it appears, a little more], so words that were used often become less and less likely. Use small positive values, 0.1 to 0.5, against loops and repetition.',
    thorough:
      'The frequency penalty subtracts its value times the number of uses from a token’s logit. A word that stood there ten times with a penalty of 0.3 has lost 3, which is a factor of about twenty in probability. That breaks loops, but it also hits words nobody can do without, such as “the”, so long answers [turn strange|fall apart] at high values.\n\nTry a better prompt or a stop sequence first; the penalty is the blunt tool. Its range is -2 to 2, and where a provider has no such parameter the receipt shows it as dropped.',
  },
  {
    about: 'the two penalties',
    ask: [
      'What is the difference between presence_penalty and frequency_penalty?',
      'presence penalty versus frequency penalty',
      'difference between frequency and presence penalty',
    ],
    brief:
      'The presence penalty is paid once for every token that has appeared, the frequency penalty again for each time it appeared. Use presence to move on to new topics and frequency [against repetition|to break loops].',
  },
  {
    about: 'logit_bias',
    ask: [
      'What does logit_bias do?',
      'What is logit_bias?',
      'How do I ban a word?',
      'How do I forbid a token?',
      'Why does logit_bias not work with Claude?',
    ],
    brief:
      'logit_bias adds a number from -100 to 100 to the score of chosen tokens: -100 [forbids|rules out] a token, 100 makes it nearly certain, and small values nudge. It takes token ids, so it only makes sense with the tokenizer of that very model.',
    thorough:
      'Just before sampling the model has a score, a logit, for each token, and logit_bias adds your number to some of them. A bias of 5 multiplies a token’s odds by about 150, -100 removes it from the draw, 100 makes it win almost always.\n\n- Ids belong to one tokenizer, so a bias for one model is meaningless on another. That is why the gateway drops it for Anthropic and Gemini and never guesses.\n- A word often has several tokens: “ cat” with a space and “cat” without are two.\n- Banning a token does not ban the idea; the model will [find another spelling|simply spell it differently].\n\nIn the sandbox the ids are those of its own small tokenizer.',
    story:
      'The mayor disliked the word “surely” and nailed a weight to it, minus one hundred, so heavy that no speaker could lift it [ever again|any more]. On “welcome” she tied a balloon, plus five, and suddenly every speech began with it. But the weights were cut to the letters of her own town, and in the next town, where letters have other shapes, nobody could even find the hooks: that is logit_bias.',
  },
  {
    about: 'max_tokens',
    ask: [
      'What does max_tokens do?',
      'What is max_tokens?',
      'Why is my answer cut off?',
      'What is the difference between max_tokens and max_completion_tokens?',
      'How long can an answer be?',
      'How do I limit the length of the answer?',
      'The output is truncated',
      'The answer stops in the middle of a sentence',
    ],
    brief:
      'max_tokens is the most tokens the model may write; when they are used up it stops wherever it is, and the finish reason is “length”. It does not make the model write shorter texts: [for that, say so in the prompt.|ask for brevity in the prompt if you want it.]',
    thorough:
      'The limit cuts, it does not plan. The model does not know the number and so does not hurry; at the limit the answer just ends, perhaps in the middle of a word, with finish_reason “length”.\n\n- OpenAI calls it max_completion_tokens now; reasoning models take only that name. max_tokens is the older one, and compatible servers often know nothing else.\n- Thinking counts. A model that thinks can use up the whole limit before it has written a word.\n- Anthropic requires max_tokens. If you leave it out, the gateway fills in a value and the receipt shows it as added.\n\nTo get short answers, ask for them: “at most three sentences” works better than a small limit.',
    story:
      'The scribe was given [exactly|just] fifty drops of ink and told nothing of it. She began her letter in fine long sentences, with weather and compliments, and just as she came to the point the pen ran dry in the middle of a wor',
  },
  {
    about: 'stop sequences',
    ask: [
      'What does stop do?',
      'What is a stop sequence?',
      'How do I use stop sequences?',
      'How many stop sequences may I send?',
      'How do I stop the model from rambling?',
      'How do I make the model stop at a line break?',
    ],
    brief:
      'A stop sequence is a text at which the answer ends: [as soon as the model writes it, it stops|the moment it appears, writing stops], and the sequence itself is not part of the answer. OpenAI takes up to four.',
    thorough:
      'You give one or more strings, and the answer ends just before the first of them. Typical uses are a line break for one-line answers, “\\n\\n” for one paragraph, or the marker that begins the next turn in a script.\n\nThe finish reason is “stop”; Anthropic says “stop_sequence” and names the one that was met. OpenAI takes up to four, Gemini five, Anthropic calls the list stop_sequences and refuses entries of white space only. Some reasoning models take none.',
  },
  {
    about: 'n',
    ask: [
      'What does n do?',
      'What is the parameter n?',
      'How do I get several answers at once?',
      'How do I get multiple choices?',
    ],
    brief:
      'n asks for several answers to the same prompt, which come back as choices with the indexes 0, 1, 2 and so on. You [pay for the tokens of all of them|are billed for every one of them].',
    thorough:
      'With n 3 the model answers the same prompt three times, each with its own dice, and you can compare, vote or pick. OpenAI has it built in; for providers without it the gateway sends n requests side by side and numbers the choices, and the receipt says how many were made, [since the prompt is then paid for n times|because then the prompt is paid for each time].\n\nAt temperature 0 all choices are nearly alike, so give it some warmth.',
  },
  {
    about: 'greedy decoding',
    ask: [
      'What is greedy decoding?',
      'Is temperature 0 deterministic?',
      'What happens at temperature 0?',
      'Is temperature zero always the same answer?',
    ],
    brief:
      'At temperature 0 the likeliest token is taken at every step, which is called greedy decoding. It is [nearly|almost] deterministic: hosted models can still differ now and then, because sums on parallel hardware round differently.',
    thorough:
      'Greedy decoding takes the likeliest token each time; no dice are involved. In theory that gives the same text forever. In practice hosted models batch requests together, and the order of floating-point sums changes tiny digits; where two tokens are close to a tie, that flips the choice, and from there the texts part.\n\nGreedy is not the same as best, either. The likeliest next word can lead into a dull or looping text, which is why open-ended writing is usually sampled.',
  },
  {
    about: 'sampling',
    ask: [
      'What is sampling?',
      'How does a model choose the next token?',
      'How does sampling work?',
      'In which order are sampling parameters applied?',
    ],
    brief:
      'The model gives every token a probability and one is drawn by chance: that is sampling. The parameters act in order: logit_bias, penalties, temperature, then the cuts top_k, top_p and min_p, and then the draw.',
    thorough:
      'One step of generation goes like this:\n\n1. The network gives each token of its vocabulary a score, the logit.\n2. logit_bias is added and the presence and frequency penalties are subtracted.\n3. The scores are divided by the temperature and turned into probabilities with softmax.\n4. top_k, top_p and min_p remove unlikely tokens, and the rest is scaled to a sum of 1.\n5. One token is drawn, and everything begins again with a text one token longer.\n\nServers differ in details, mostly in the order of step 4. This sandbox works in exactly this order, and its logprobs are those of step 5.',
  },
  {
    about: 'logits and softmax',
    ask: ['What is a logit?', 'What are logits?', 'What is softmax?', 'How do logits become probabilities?'],
    brief:
      'A logit is the raw score a model gives to a token, any number, positive or negative. Softmax turns the scores into probabilities: each is e to the power of its score, divided by the sum of all.',
    thorough:
      'The last layer of the network puts out one number per token of the vocabulary: its logit. Only differences matter; adding 3 to all of them changes nothing. Softmax raises e to each logit and divides by the sum, so everything becomes positive and adds up to 1.\n\nA difference of 1 between two logits means one token is e, about 2.7, times as likely as the other; a difference of 10 means about 22,000 times. Temperature divides the logits first, which is why 0.5 doubles all differences.',
  },
  {
    about: 'settings for code',
    ask: [
      'What settings should I use for code?',
      'Best temperature for coding?',
      'Which parameters for extraction and factual answers?',
      'Which temperature for factual questions?',
    ],
    brief:
      'For code, extraction and facts take a temperature between 0 and 0.3 and leave top_p and the penalties alone. A clear prompt and, for data, a JSON schema [do more than any sampling parameter|help far more than the dice].',
  },
  {
    about: 'settings for creative writing',
    ask: [
      'What settings should I use for creative writing?',
      'Best temperature for stories?',
      'Which is better for creative writing, temperature or top_p?',
      'How do I make answers more creative?',
      'Which parameters for brainstorming?',
    ],
    brief:
      'For stories and ideas try a temperature from 0.9 to 1.2, with top_p 0.95 if odd words slip in. Ask for several answers with n and keep the one you like, [which beats turning the heat up further|rather than turning the heat up further].',
  },
  {
    about: 'repetition',
    ask: ['Why does the model repeat itself?', 'Why does the answer loop?', 'The answer repeats the same sentence'],
    brief:
      'Repetition feeds itself: once a phrase stands in the text, the model finds it more likely. A little more temperature, a small frequency penalty or a clearer prompt [usually breaks the loop|will mostly break it].',
  },
  {
    about: 'beam search',
    ask: ['What is beam search?', 'What is the difference between beam search and sampling?'],
    brief:
      'Beam search follows several candidate texts at once and keeps the few whose whole probability is highest. It suits translation, but for open writing it [tends to be dull|gives dull and repetitive texts], so chat models sample instead.',
  },
]
