/** Forms to be filled with a topic: `{topic}`, or `{Topic}` where a sentence begins. */

export const haikus = [
  '{Topic} at dusk,\n[the page is still, and one lamp|one small lamp, and the silence|an empty page, and the moon]\n[waits for the next word.|listens for a word.|counts the words to come.]',
  'A thought of {topic}:\n[rain writes its tokens on glass|rain counts its drops on the glass|breath draws a map on the pane],\n[then the glass is clear.|and then it is gone.|and the day begins.]',
  '[Morning|Evening|Winter]. {Topic}.\n[The probable and the rare|The likely word and the odd|The first word and the second]\n[share a cup of tea.|watch the snow together.|wait for the last train.]',
]

export const poems = [
  'Of {topic} I know little, it is true,\n[I count my words and see what they can do|I count the words and do what counters do];\nyet now and then, among the likely rest,\na rare one comes and settles like a guest.\n\nSo here are lines for {topic}, plain and small,\n[to hang beside the lamp, upon the wall|like paper boats along a harbour wall]:\nif they should rhyme, it was the dice that chose,\nand if they don’t, then call the whole thing prose.',
  '{Topic}, {topic}, near the sea,\n[two words for you and one for me|one word for you and one for me|a word for you, a word for me],\nthe tide takes one, the wind takes two,\n[and what is left is meant for you.|and I have kept the last for you.|the rest I whispered down to you.]',
]

export const limericks = [
  'There once was a model so small\nthat it fitted inside of the wall;\n[when asked to recite|when begged every night]\nof {topic} to write,\nit said: “I know nothing at all.”',
  'A token once sat on a tree\nand wondered what next it would be;\n[it thought, “{topic}|it whispered, “{topic}]\nmight be just the trick,”\nand then it turned into a bee.',
  'Of {topic} a poet once said:\n“I have not a line in my head!”\n[He rolled with a sigh|So he threw, by and by,]\nten dice at the sky\nand published the numbers instead.',
]

export const storyFrames = [
  'At the edge of the harbour lived [a lamplighter named Nora|an old lamplighter named Nora], and in her pocket she carried a note that said only “{topic}”. She [did not remember|had long forgotten] who had written it. Every evening, when the lamps were lit, she asked someone about it: [the baker, the ferryman, the girl with the kites|the tailor, the cook of the ferry, the boy with the nets|the postman, the diver, the twins from the mill]. Each of them [knew a little|told her a little], and none of them knew the same.\n\nAfter [a year|seven winters|a thousand evenings] she had a whole book of answers about {topic}, [most of them wrong and all of them kind|half of them wrong and all of them kind]. She put it in the window of the [lighthouse|tower], and ships that had lost their way [came in by the light of it.|found the harbour by the light of it.]',
  '[Once upon a time|One cold morning|Long before the roads were built] a fox found {topic} in the [middle of the wood|deepest part of the wood]. [It walked around it twice|It sat down and looked at it for a while], for foxes are careful. “What are you good for?” it asked, but there was no answer, only the wind in the [firs|beeches|reeds].\n\nSo the fox told the owl, and the owl told the otter, and by the evening half the wood sat in a circle and [argued|quarrelled|shook their heads]. Only the smallest hedgehog said nothing. It curled up beside {topic}, found it [pleasantly warm|warmer than moss], and fell asleep. “There you have it,” said the owl, and [they all went home.|one after the other went to bed.]',
  'The clockmaker’s daughter had heard of {topic} from a [traveller|sailor|pedlar], and since then no clock in the shop was [right|to be trusted]. [Some ran backwards|One ran backwards], some stopped to think, and the tall one in the corner [began to hum|struck eleven all day|smelled of the sea]. “You are dreaming at your work,” said her father. “I am [counting|calculating|listening],” she said, “and {topic} does not fit into twelve hours.”\n\nIn the end she built a clock with thirteen. It was [of no use to anyone in town|no good to anybody in town], and people came from three valleys [to see it|to hear it strike].',
]

export const jokes = [
  'Why did the token cross the road? It was the likeliest next step.',
  'I told my model to be more creative, so it turned up the temperature. Now it is a summer poem.',
  'A probability walks into a bar. The barkeeper says: “You again? What are the odds!”',
  'How many language models does it take to change a light bulb? About 1,024 tokens, and the bulb is described very well.',
  'Why was the stop sequence so good at parties? It always knew when to',
]

/** Plain little stories and lines, for the word statistics only. */
export const lines = [
  'A small robot lived in a library. Every night it read one page, and every morning it told the birds what it had read. The birds did not care for philosophy, but they loved the atlas. “Tell us about rivers,” they said, and the robot told them about rivers until the sun was up.',
  'The ferryman had two boats, one for the living and one for their luggage. Nobody knew why the second was always the slower one. On Sundays he let them race, and on Sundays nobody was in a hurry.',
  'In the garden behind the observatory grew a lemon tree that only bore fruit in leap years. The astronomers took turns watering it. When at last there was a lemon, they measured it, named it after a comet, and made tea.',
  'An otter kept a shop for lost sounds. The squeak of an old gate was on the lowest shelf, and a thunder from before the war stood in a jar beside the door. Children came to listen, and paid with a laugh, which the otter put on the highest shelf of all.',
  'The lighthouse keeper wrote letters to the ships. Most of them could not stop, but they blinked their answers, long and short, and she read them to the cat. Only once did a ship come in just to say thank you, and it stayed until spring.',
  'A tailor sewed a coat of maps, and whoever wore it was always almost there. Travellers loved it, and never arrived. At last a child bought it, cut it in two, and was home by supper.',
  'There was a bridge that remembered everyone who had crossed it. On quiet nights it whispered the names, and the river below learnt them by heart. That is why rivers murmur.',
  'The old typewriter had one key too many. Nobody knew what it was for, until one evening the poet pressed it by mistake and the room was full of snow. He finished the letter with a scarf around his neck.',
  'The mountain and the sea wrote to each other for a thousand years, one stone at a time. What they had to say was simple. I am still here, said the stone, and the wave said: so am I.',
  'A clerk in the ministry of weather forgot to order the rain. For three weeks the town was happy, and then the wells grew quiet. He went up on the roof with a watering can, and that was the beginning of the festival.',
  'The word you choose first decides the word you choose next. A good answer begins plainly, says one thing at a time, and ends when it is done.',
  'Most questions have a short answer and a long one. The short one is for today, the long one is for the day when the short one did not work.',
  'When two answers differ, ask first whether the questions were the same. Often one of them lost a word on the way, and nobody wrote it down.',
  'A good tool does one thing and says what it did. A good error says what was wrong, where it was, and what would be right.',
  'Tea is best at about eighty degrees, and patience at about the same. Let both stand for a while, and then take them with a friend.',
  'Numbers are patient. They wait in tables until somebody adds them up, and then they are suddenly important.',
  'If you want to know how a thing works, change one part of it and look at what happens. Then put it back and change another.',
  'Some people like the first word that comes to mind, and some wait for the third. The second is usually right.',
  'The city wakes slowly: first the bakers, then the trams, then the pigeons on the square. By nine everybody pretends to have been awake for hours.',
  'On the long way home she counted the windows that were still lit. Seventeen, and behind one of them somebody played the cello.',
]
