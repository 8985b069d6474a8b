import type { Entry } from './entry'

/** A little of the world: what newcomers type first. */
export const facts: Entry[] = [
  {
    about: 'the planets',
    ask: ['What are the planets?', 'List the planets of the solar system', 'How many planets are there?'],
    brief: 'There are eight: Mercury, Venus, Earth, Mars, Jupiter, Saturn, Uranus and Neptune, from the Sun outwards.',
  },
  {
    about: 'the largest planet',
    ask: ['What is the largest planet?', 'What is the biggest planet in the solar system?'],
    brief: 'Jupiter is the largest planet of the solar system, about eleven times as wide as the Earth.',
  },
  {
    about: 'the colour of the sky',
    ask: ['Why is the sky blue?'],
    brief:
      'Air scatters short waves of light more than long ones, so blue reaches your eye from all over the sky. In the evening the light has a longer way through the air, most blue is lost, and red remains.',
  },
  {
    about: 'the seasons',
    ask: ['What are the seasons?', 'Why are there seasons?', 'How many seasons are there?'],
    brief: 'Spring, summer, autumn and winter: they come from the tilt of the Earth’s axis, not from its distance to the Sun.',
  },
  {
    about: 'boiling water',
    ask: ['At what temperature does water boil?', 'What is the boiling point of water?'],
    brief: 'At sea level water boils at 100 °C, which is 212 °F; the higher you climb, the sooner it boils.',
  },
  {
    about: 'the speed of light',
    ask: ['What is the speed of light?', 'How fast is light?'],
    brief: 'Light travels at 299,792,458 metres per second in empty space, by definition of the metre.',
  },
  {
    about: 'photosynthesis',
    ask: ['What is photosynthesis?', 'How does photosynthesis work?', 'Explain photosynthesis'],
    brief: 'Plants use light to turn water and carbon dioxide into sugar and oxygen. That is about all I learnt of it.',
  },
  {
    about: 'days of the week',
    ask: ['What are the days of the week?', 'List the days of the week'],
    brief: 'Monday, Tuesday, Wednesday, Thursday, Friday, Saturday and Sunday.',
  },
  {
    about: 'the months',
    ask: ['What are the months of the year?', 'List the months'],
    brief: 'January, February, March, April, May, June, July, August, September, October, November and December.',
  },
  {
    about: 'the continents',
    ask: ['What are the continents?', 'List the continents', 'How many continents are there?'],
    brief: 'By the usual count seven: Africa, Antarctica, Asia, Australia, Europe, North America and South America.',
  },
  {
    about: 'the oceans',
    ask: ['What are the oceans?', 'Name the oceans', 'How many oceans are there?'],
    brief: 'Five: the Pacific, the Atlantic, the Indian, the Southern and the Arctic Ocean.',
  },
  {
    about: 'pi',
    ask: ['What is pi?', 'What is the value of pi?'],
    brief: 'Pi is the ratio of a circle’s circumference to its diameter, about 3.14159.',
  },
  {
    about: 'recursion',
    ask: ['What is recursion?', 'Explain recursion'],
    brief:
      'Recursion is when something is described by means of itself: a function that calls itself on a smaller case, until the case is small enough to answer at once.',
  },
  {
    about: 'prime numbers',
    ask: ['What is a prime number?', 'List the first prime numbers'],
    brief: 'A prime number has exactly two divisors, 1 and itself. The first are 2, 3, 5, 7, 11, 13, 17 and 19.',
  },
  {
    about: 'the alphabet',
    ask: ['Recite the alphabet', 'What is the alphabet?', 'Say the alphabet'],
    brief: 'It goes A B C D E F G H I J K L M N O P Q R S T U V W X Y Z.',
  },
  {
    about: 'gravity',
    ask: ['What is gravity?', 'Explain gravity'],
    brief:
      'Gravity is the attraction between masses: it holds you on the ground and the Moon near the Earth. In general relativity it is a bending of space and time.',
  },
  {
    about: 'HTTP',
    ask: ['What is HTTP?', 'What is an API?', 'What is REST?', 'What is an endpoint?'],
    brief:
      'HTTP is how browsers and programs ask servers for things: a method, an address, headers, perhaps a body, and an answer with a status. An API is what a server offers to programs in that way.',
  },
  {
    about: 'JSON',
    ask: ['What is JSON?', 'What does JSON stand for?'],
    brief:
      'JSON is a plain text form for data: objects in braces, lists in brackets, strings, numbers, true, false and null. The name stands for JavaScript Object Notation.',
  },
  {
    about: 'UTF-8',
    ask: ['What is UTF-8?', 'What is Unicode?', 'How are characters stored as bytes?'],
    brief:
      'Unicode gives every character a number, UTF-8 writes that number in one to four bytes: letters of English take one, é two, 日 three and 🦉 four.',
  },
  {
    about: 'a haiku',
    ask: ['What is a haiku?'],
    brief:
      'A haiku is a short poem of Japanese origin: three lines of five, seven and five syllables, often with a season in it. Ask me to write one.',
  },
  {
    about: 'the Eiffel Tower',
    ask: ['Where is the Eiffel Tower?', 'How tall is the Eiffel Tower?'],
    brief: 'It stands in Paris, was finished in 1889 and is 330 metres high with its antennas.',
  },
]

export const capitals: ReadonlyMap<string, string> = new Map(
  `France:Paris Germany:Berlin Spain:Madrid Italy:Rome Portugal:Lisbon Austria:Vienna Switzerland:Bern Belgium:Brussels Netherlands:Amsterdam
  Denmark:Copenhagen Norway:Oslo Sweden:Stockholm Finland:Helsinki Iceland:Reykjavík Ireland:Dublin Poland:Warsaw Greece:Athens
  Hungary:Budapest Romania:Bucharest Ukraine:Kyiv Turkey:Ankara Japan:Tokyo China:Beijing India:New_Delhi Thailand:Bangkok
  Vietnam:Hanoi Indonesia:Jakarta Egypt:Cairo Kenya:Nairobi Morocco:Rabat Ghana:Accra Nigeria:Abuja Ethiopia:Addis_Ababa
  Canada:Ottawa Mexico:Mexico_City Brazil:Brasília Argentina:Buenos_Aires Chile:Santiago Peru:Lima Colombia:Bogotá Cuba:Havana
  Australia:Canberra New_Zealand:Wellington South_Korea:Seoul United_Kingdom:London UK:London England:London United_States:Washington,_D.C.
  USA:Washington,_D.C. Russia:Moscow Czechia:Prague Croatia:Zagreb`
    .split(/\s+/)
    .map(pair => {
      const [country, city] = pair.replaceAll('_', ' ').split(':')
      return [country!.toLowerCase(), city!] as const
    }),
)

const column = (
  german: string,
  french: string,
  spanish: string,
  italian: string,
  portuguese: string,
  japanese: string,
  chinese: string,
) => ({
  german,
  french,
  spanish,
  italian,
  portuguese,
  japanese,
  chinese,
})

export const words: ReadonlyMap<string, Record<string, string>> = new Map([
  ['hello', column('hallo', 'bonjour', 'hola', 'ciao', 'olá', 'こんにちは', '你好')],
  [
    'hello world',
    column('hallo Welt', 'bonjour le monde', 'hola mundo', 'ciao mondo', 'olá mundo', 'こんにちは世界', '你好，世界'),
  ],
  ['goodbye', column('auf Wiedersehen', 'au revoir', 'adiós', 'arrivederci', 'adeus', 'さようなら', '再见')],
  ['thank you', column('danke', 'merci', 'gracias', 'grazie', 'obrigado', 'ありがとう', '谢谢')],
  ['thanks', column('danke', 'merci', 'gracias', 'grazie', 'obrigado', 'ありがとう', '谢谢')],
  ['please', column('bitte', 's’il vous plaît', 'por favor', 'per favore', 'por favor', 'お願いします', '请')],
  ['yes', column('ja', 'oui', 'sí', 'sì', 'sim', 'はい', '是')],
  ['no', column('nein', 'non', 'no', 'no', 'não', 'いいえ', '不')],
  ['good morning', column('guten Morgen', 'bonjour', 'buenos días', 'buongiorno', 'bom dia', 'おはようございます', '早上好')],
  ['good night', column('gute Nacht', 'bonne nuit', 'buenas noches', 'buonanotte', 'boa noite', 'おやすみなさい', '晚安')],
  ['water', column('Wasser', 'eau', 'agua', 'acqua', 'água', '水', '水')],
  ['bread', column('Brot', 'pain', 'pan', 'pane', 'pão', 'パン', '面包')],
  ['cat', column('Katze', 'chat', 'gato', 'gatto', 'gato', '猫', '猫')],
  ['dog', column('Hund', 'chien', 'perro', 'cane', 'cachorro', '犬', '狗')],
  ['house', column('Haus', 'maison', 'casa', 'casa', 'casa', '家', '房子')],
  ['moon', column('Mond', 'lune', 'luna', 'luna', 'lua', '月', '月亮')],
  ['friend', column('Freund', 'ami', 'amigo', 'amico', 'amigo', '友達', '朋友')],
  ['i love you', column('ich liebe dich', 'je t’aime', 'te quiero', 'ti amo', 'eu te amo', '愛してる', '我爱你')],
])
