import type { Language } from '../engine/language'

/** What is said where nothing is known. `{topic}` are words of the prompt, `{others}` things that are known, `{ramble}` the statistics' own. */
export const dontKnow: Partial<Record<Language, { short: string[]; brief: string[]; thorough: string[] }>> = {
  en: {
    short: [
      'I am [only|just] a tiny built-in model and [know nothing about|have learnt nothing about] “{topic}”. [Ask me about {others}, or|I could tell you about {others}; otherwise] try a real model in another column.',
      '“{topic}” is [beyond me|more than I know]: I am a tiny model with a few hundred short texts. [I do know something about|What I can explain is] {others}.',
      'I [do not know|cannot say anything sound about] “{topic}”, and [I would rather say so than guess|a guess of mine would be worthless]. A real model may know; I can tell you about {others}.',
    ],
    brief: [
      'I am [only|just] a tiny built-in model and I do not know [anything about|much about] “{topic}”. [If I let my word statistics run, they say:|My word statistics alone would say:] “{Topic} {is} {ramble}” [Please do not believe a word of it.|That means nothing, of course.]',
      '“{topic}” is [beyond me|more than I know|too much for me]: I am [a tiny model for trying things out|a very small model for trying things out|small, and made for trying things out]. [Pick a real one in this column’s menu,|For a real answer choose a provider’s model,|Put a real model into this column,] or [ask me about|let me explain] {others}.',
      'I [do not know about|have no text about|never learnt anything about] “{topic}”, and [I would rather say so than make something up|I do not want to make something up|an invention would not help you]. [What I can explain is|Ask me instead about|I know more about] {others}.',
      'That is too much for a model of my size: nothing in my few hundred texts answers a question about “{topic}”. [Left to chance I would write:|By chance alone I would go on like this:] “{Topic} {is} {ramble}” [You see why I stop here.|So better ask a larger model.]',
    ],
    thorough: [
      'I am a tiny built-in model, and I [have to pass on|cannot tell you anything reliable about] “{topic}”: nothing in the few hundred short texts I learnt covers it. [A larger model would answer now;|A real model would have an answer;] I only have word statistics, and left to themselves they write things like this: “{Topic} {is} {ramble}” [Please read it as decoration, not as an answer.|That is grammar without knowledge.]\n\nWhat I can do:\n\n- explain {others}\n- call a tool for you, if you offer one that fits\n- fill a JSON schema with plausible values, never with facts\n\n[For a real answer, add a key and choose a provider’s model in this column.|For the real thing, choose a provider’s model in this column and run the same prompt again.]',
      'Honestly: I do not know. “{topic}” is [not a matter of|beyond] the texts I was made from, and [making something up would help nobody|an invention of mine would help nobody]. I am the sandbox, here so that everything on this page can be tried without a key.\n\nTwo ways on:\n\n1. Run the same prompt with a real model: add a key, choose it in the head of this column, and compare.\n2. Ask me something I know, such as {others}.\n\n[And because you asked a language model, here is what chance alone makes of it:|In case you wonder what chance alone would write:] “{Topic} {is} {ramble}”',
    ],
  },
  de: {
    short: [
      'Ich bin nur ein winziges eingebautes Modell und weiß nichts über „{topic}“. Frag mich [lieber|gern] nach top_p, Temperatur oder Token.',
      'Zu „{topic}“ habe ich [nichts gelernt|keinen Text]. Ein richtiges Modell in einer anderen Spalte weiß [mehr|vielleicht mehr].',
    ],
    brief: [
      'Ich bin nur ein winziges eingebautes Modell und weiß nichts über „{topic}“. Frag mich [lieber|gern] nach top_p, Temperatur oder Token, oder nimm in dieser Spalte ein richtiges Modell.',
      'Zu „{topic}“ habe ich [nichts gelernt|keinen Text], und [erfinden möchte ich nichts|raten hilft niemandem]. Mit Parametern von Sprachmodellen kenne ich mich besser aus.',
    ],
    thorough: [
      'Ehrlich gesagt: das weiß ich nicht. „{topic}“ kommt in den paar hundert kurzen Texten, aus denen ich bestehe, nicht vor, und [erfinden möchte ich nichts|raten hilft niemandem].\n\nZwei Wege weiter:\n\n1. Nimm in dieser Spalte ein richtiges Modell und schick dieselbe Frage noch einmal.\n2. Frag mich etwas, das ich kenne: top_p, Temperatur, Token, Streaming oder den Beleg.',
    ],
  },
  fr: {
    short: [
      'Je ne suis qu’un tout petit modèle intégré et je ne sais rien sur « {topic} ». [Demandez-moi plutôt|Je peux vous parler de] top_p, la température ou les tokens.',
    ],
    brief: [
      'Je ne suis qu’un tout petit modèle intégré et je ne sais rien sur « {topic} ». [Demandez-moi plutôt|Je connais mieux] top_p, la température ou les tokens, ou choisissez un vrai modèle dans cette colonne.',
      '« {topic} » [ne figure pas dans mes textes|n’est pas dans mes textes], et [je ne veux rien inventer|je préfère ne rien inventer]. Un vrai modèle saura peut-être répondre.',
    ],
    thorough: [
      'Franchement, je ne sais pas : « {topic} » ne figure pas dans les quelques centaines de textes courts dont je suis fait, et [je ne veux rien inventer|je préfère ne rien inventer]. Choisissez un vrai modèle dans cette colonne, ou demandez-moi ce que font top_p et la température.',
    ],
  },
  es: {
    short: [
      'Solo soy un modelo diminuto y no sé nada de «{topic}». [Pregúntame mejor|Puedo hablarte] de top_p, la temperatura o los tokens.',
    ],
    brief: [
      'Solo soy un modelo diminuto y no sé nada de «{topic}». [Pregúntame mejor por|Conozco mejor] top_p, la temperatura o los tokens, o elige un modelo de verdad en esta columna.',
      '«{topic}» [no aparece en mis textos|no está en mis textos], y [no quiero inventar nada|prefiero no inventar nada]. Un modelo de verdad quizá lo sepa.',
    ],
    thorough: [
      'Sinceramente, no lo sé: «{topic}» no aparece en los pocos cientos de textos cortos que conozco, y [no quiero inventar nada|prefiero no inventar nada]. Elige un modelo de verdad en esta columna, o pregúntame qué hacen top_p y la temperatura.',
    ],
  },
  it: {
    short: [
      'Sono solo un modello minuscolo e non so nulla di «{topic}». Chiedimi [piuttosto|magari] di top_p o della temperatura.',
    ],
    brief: [
      'Sono solo un modello minuscolo e non so nulla di «{topic}». Chiedimi [piuttosto|magari] di top_p, o scegli un modello vero in questa colonna.',
    ],
    thorough: [
      'Sinceramente non lo so: «{topic}» non compare nelle poche centinaia di testi che conosco, e [non voglio inventare nulla|preferisco non inventare nulla]. Scegli un modello vero in questa colonna, o chiedimi che cosa fa top_p.',
    ],
  },
  pt: {
    short: ['Sou só um modelo minúsculo e não sei nada sobre “{topic}”. Pergunte-me [antes|talvez] sobre top_p.'],
    brief: [
      'Sou só um modelo minúsculo e não sei nada sobre “{topic}”. Pergunte-me [antes|talvez] sobre top_p, ou escolha um modelo de verdade nesta coluna.',
    ],
    thorough: [
      'Sinceramente, não sei: “{topic}” não aparece nas poucas centenas de textos que conheço, e [não quero inventar nada|prefiro não inventar nada]. Escolha um modelo de verdade nesta coluna, ou pergunte o que faz top_p.',
    ],
  },
  ja: {
    short: ['私はとても小さなモデルなので、「{topic}」については知りません。top_pや温度については聞いてください。'],
    brief: [
      '私はとても小さなモデルなので、「{topic}」については知りません。[top_pや温度、トークンについては聞いてください。|この列で本物のモデルを選ぶか、top_pや温度について聞いてください。]',
    ],
    thorough: [
      '正直に言うと、「{topic}」については知りません。私が学んだ文章は数百だけで、[作り話はしたくありません。|勝手に作ることはしません。]この列で本物のモデルを選ぶか、top_p、温度、トークンについて聞いてください。',
    ],
  },
  zh: {
    short: ['我只是一个很小的模型，不知道“{topic}”。你可以问我 top_p 或温度。'],
    brief: [
      '我只是一个很小的模型，不知道“{topic}”。[你可以问我 top_p 或温度，|请问我 top_p 或温度，]也可以在这一列选择一个真正的模型。',
    ],
    thorough: [
      '说实话，我不知道“{topic}”。我只学过几百段短文，[不想编造答案。|也不愿意编造。]你可以在这一列选择一个真正的模型，或者问我 top_p 和温度是什么。',
    ],
  },
}

/** Before an English answer to a question in another language. */
export const onlyEnglish: Partial<Record<Language, string>> = {
  de: 'Das weiß ich leider nur auf Englisch: ',
  fr: 'Je ne sais cela qu’en anglais : ',
  es: 'Eso solo lo sé en inglés: ',
  it: 'Questo lo so solo in inglese: ',
  pt: 'Isso só sei em inglês: ',
  ja: '英語でしか説明できません。',
  zh: '这个我只会用英语回答：',
}

/** Stories that own up to knowing nothing. */
export const storyOfUnknown = [
  'A traveller came to the smallest library in the world and asked for a book on {topic}. The librarian, [a model of very few words|who was a very small model], looked along its one shelf: top_p, temperature, a little poetry, and nothing on {topic}. “I could make something up,” it said, “but then you would carry it home as the truth.” So it drew her a map to the large libraries [in the other columns|beyond the hills], and she thanked it, and left it a question for the winter.',
  'Once a tiny model was asked about {topic}, and it went through all its drawers. In the first were receipts, in the second tokens, in the third [a dried flower|a button] from an old story, but {topic} was in none of them. It might have talked on, as its elder cousins sometimes do; instead it wrote “I do not know” on a slip of paper, [and it was the truest thing said that day|and that was the truest line it ever wrote].',
  'The owl of the sandbox was wise in small matters. It could tell you the price of a token and the mood of a temperature, but when the fox asked it about {topic} it was quiet for a long time. “That lies beyond my fence,” it said at last. “Ask the big birds across the river, and ask two of them, [and see whether they agree|for one alone is easily believed].”',
]

/** Around a short answer; one sentence before it, so that limits leave room. */
export const knownFrames = [
  '[Late one|One rainy|On a quiet] evening a [traveller|stranger|student] asked the old librarian about {about}, and she [put down her cup|closed her book|looked up at last] and said: {brief} [The traveller wrote it on a napkin and slept well.|Then she went back to her tea.|Nobody in the reading room had ever heard it said so plainly.]',
  'The smallest robot in the [workshop|factory|museum] had only ever asked one question, and this time it was about {about}, so the engineer [sat down beside it|put down her pliers|wiped her hands]: {brief} [“That is all?” said the robot, and was content.|The robot hummed, which is how robots nod.|It asked again the next day, just to hear it once more.]',
  'On the [ferry|night train|last tram] two strangers [fell into talk about|began to talk about|got to talking about] {about}, and the one with the [grey hat|paper bag|cello] explained it before they [arrived|parted]: {brief} [They never met again, but both still tell it that way.|“Then I have had it wrong for years,” said the other.|The driver, who had listened, nodded all the way home.]',
]

/** Before and after the stories that are written out. */
export const storyOpenings = [
  'Listen:',
  'It goes like this:',
  'Here is a small story:',
  'They still tell it like this:',
  'I know a story about that:',
  'Once it was told like this:',
]
export const storyClosings = [
  'So much for {about}.',
  'And that is all there is to {about}, [more or less.|nearly.]',
  'Think of it when you next meet {about}.',
]

/** After a short answer where a long one was wanted. */
export const nextFrames = [
  '[If you want to go on, ask me about|A good next question would be about] {others}.',
  '[Close to this lies|Next to this is] {others}: ask me, and I will explain.',
  'I could also tell you about {others}; just ask.',
]

/** Where the message has words but nothing to hold on to; `{said}` is what it says. */
export const unclear = [
  'You [wrote|said] “{said}”, and I [cannot tell|do not see] what it refers to: [nothing before it in this conversation helps me|I find nothing before it that would help]. [Ask a whole question,|Try it in a full sentence,] say “What does top_p do?”.',
  '“{said}” [is too little for me to go on|leaves me guessing]. [Tell me what it is about|Say what it is about], or ask me about {others}.',
  'I [see only|have no more than] “{said}”, and a model [knows nothing but its messages|only knows what its messages say]. [What is it about?|What should I look at?]',
]

export const withoutWords = [
  'Your message is empty, so [there is nothing I could answer|I have nothing to answer]. Try “What does top_p do?” for a start.',
  'I received no words. [Write something, and I will do my best.|Ask me something, say about temperature.]',
]
