import type { Random } from '../random'

// Values by what a property is called. The first row that fits wins; names are matched word by word.

const people = [
  'Ada Lovelace',
  'Grace Hopper',
  'Alan Turing',
  'Lin Wei',
  'Maya Okafor',
  'Jonas Weber',
  'Inés García',
  'Kofi Mensah',
  'Nora Berg',
  'Yuki Tanaka',
]
const things = ['blue lantern', 'paper boat', 'wooden chair', 'tea pot', 'wool scarf', 'pocket lamp', 'garden bench', 'brass key']

const rows: [RegExp, readonly string[]][] = [
  [
    /^(?:first|given|fore)\s?name$|^firstname$/,
    ['Ada', 'Grace', 'Alan', 'Maya', 'Jonas', 'Inés', 'Kofi', 'Nora', 'Yuki', 'Omar'],
  ],
  [
    /^(?:last|family|sur)\s?name$|^lastname$|^surname$/,
    ['Lovelace', 'Hopper', 'Turing', 'Okafor', 'Weber', 'García', 'Mensah', 'Berg', 'Tanaka'],
  ],
  [
    /\b(?:user|login|nick|screen)\s?name$|^username$|^handle$|^nickname$/,
    ['ada', 'grace_h', 'maya.o', 'jonas42', 'yuki', 'nora_b', 'kofi'],
  ],
  [
    /\b(?:company|organi[sz]ation|employer|vendor|supplier|brand|publisher|manufacturer)\b/,
    ['Northwind', 'Blue Harbour', 'Acme', 'Lantern & Sons', 'Green Mill', 'Riverbend'],
  ],
  [/\b(?:product|item|article|goods|sku name)\b/, things],
  [/\b(?:file|path|filename|document)\b/, ['notes.txt', 'report.pdf', 'photo.png', 'data.csv', 'index.html']],
  [
    /\b(?:author|person|customer|employee|user|contact|owner|guest|patient|student|teacher|artist|manager|recipient|sender|speaker|attendee|member|hero|character|full name)s?\b/,
    people,
  ],
  [/\bpet\b|\banimal\b|\bspecies\b/, ['otter', 'owl', 'fox', 'cat', 'heron', 'hedgehog', 'whale']],
  [
    /\b(?:city|town|location|place|destination|origin|departure|arrival|capital)\b/,
    ['Lisbon', 'Kyoto', 'Oslo', 'Nairobi', 'Montréal', 'Bologna', 'Valparaíso', 'Leipzig', 'Hanoi'],
  ],
  [/\bcountry code\b/, ['PT', 'JP', 'NO', 'KE', 'CA', 'IT', 'CL', 'DE']],
  [/\bcountry\b|\bnationality\b/, ['Portugal', 'Japan', 'Norway', 'Kenya', 'Canada', 'Italy', 'Chile', 'Germany']],
  [/\b(?:state|province|region)\b/, ['Oregon', 'Bavaria', 'Ontario', 'Tuscany', 'Hokkaido', 'Kerala']],
  [/\bstreet\b|\baddress\b/, ['12 Mill Lane', '7 Harbour Street', '4 Garden Row', '31 Station Road', '9 Oak Avenue']],
  [/\b(?:zip|postal|postcode)\b/, ['10115', '90210', '1000-001', '0150', '60613']],
  [/\be?-?mail\b/, ['ada@example.com', 'grace@example.org', 'maya@example.net', 'jonas@example.com', 'yuki@example.org']],
  [/\b(?:phone|mobile|telephone|fax)\b/, ['+1 555 0100', '+1 555 0123', '+1 555 0142', '+1 555 0177']],
  [
    /\b(?:url|uri|link|website|homepage|href)\b/,
    ['https://example.com', 'https://example.org/docs', 'https://example.net/items/42', 'https://example.com/about'],
  ],
  [
    /\b(?:image|picture|photo|avatar|logo|thumbnail)\b/,
    ['https://example.com/otter.png', 'https://example.org/lamp.jpg', 'https://example.net/boat.webp'],
  ],
  [/\bcolou?rs?\b/, ['teal', 'amber', 'crimson', 'indigo', 'olive', 'slate', 'coral']],
  [/\bhobb(?:y|ies)\b|\binterests?\b/, ['chess', 'gardening', 'sailing', 'pottery', 'running', 'birdwatching', 'baking']],
  [/\bcurrency\b/, ['EUR', 'USD', 'JPY', 'GBP', 'CHF']],
  [/\b(?:language code|locale|lang)\b/, ['en', 'de', 'fr', 'ja', 'es', 'pt']],
  [/\blanguage\b/, ['English', 'German', 'French', 'Japanese', 'Spanish', 'Portuguese']],
  [
    /\b(?:birth ?(?:day|date)|date|day|deadline|due|created at|updated at|since|until)\b/,
    ['2026-03-14', '2026-05-02', '2026-06-21', '2026-09-30', '2026-11-08'],
  ],
  [/\b(?:time|hour|clock)\b/, ['09:30', '12:00', '14:15', '18:45', '20:00']],
  [/\b(?:duration|period|length)\b/, ['20 minutes', '2 hours', '3 days', '1 week']],
  [/\b(?:job|role|occupation|profession|position)\b/, ['gardener', 'engineer', 'librarian', 'cook', 'captain', 'teacher']],
  [/\b(?:departments?|teams?)\b/, ['Research', 'Support', 'Design', 'Finance', 'Operations']],
  [/\b(?:status|stage)\b/, ['open', 'done', 'pending', 'active', 'planned']],
  [/\bpriority\b|\bseverity\b|\blevel\b/, ['low', 'medium', 'high']],
  [/\b(?:sentiment|tone|mood)\b/, ['positive', 'neutral', 'negative', 'mixed']],
  [
    /\b(?:tags?|labels?|keywords?|categor(?:y|ies)|genres?|topics?|types?|kinds?)\b/,
    ['light', 'travel', 'music', 'garden', 'kitchen', 'weather', 'science', 'night'],
  ],
  [/\bgender\b|\bsex\b/, ['female', 'male', 'other']],
  [/\bemoji\b|\bicon\b/, ['🦊', '🌙', '🔭', '🎈', '🍋', '🐙']],
  [/\bunits?\b/, ['kg', 'm', 'celsius', 'pieces', 'litres']],
  [/\bsymbol\b|\bticker\b/, ['ACME', 'NRTH', 'LMPS', 'OTTR']],
  [/\b(?:version|release)\b/, ['1.0.0', '2.3.1', '0.9.4', '3.0.0-beta.1']],
  [/\b(?:ingredients?|food|dish|meal|recipe)\b/, ['lemons', 'rice', 'basil', 'chickpeas', 'olive oil', 'bread', 'ginger']],
  [/\b(?:id|identifier|key|code|reference|ref|sku|number|no|token|hash)s?\b/, ['A-1042', 'B-2207', 'C-3381', 'D-4096', 'E-5120']],
  [/\bslug\b/, ['paper-boat', 'night-garden', 'blue-lantern', 'first-light']],
  [
    /\b(?:steps?|instructions?|tasks?|todos?|actions?|plans?)\b/,
    ['Fill the lamp with oil', 'Open the window', 'Write down the time', 'Ask the owl', 'Wait until it is dark'],
  ],
  [
    /\b(?:title|headline|heading|song|book|movie|film|album|event|project|course)\b/,
    ['The Night Garden', 'A Lamp for the Sea', 'Nine Small Boats', 'Paper and Light', 'The Listening Owl'],
  ],
  [/\b(?:name)s?\b/, people],
]

/** Nothing known about the name: short words that offend nowhere. */
const anything = ['lantern', 'harbour', 'pebble', 'cloud', 'maple', 'echo', 'river', 'amber', 'quiet', 'north']

export function plausibleStrings(words: readonly string[], description: string): { values: readonly string[]; known: boolean } {
  const name = words.join(' ')
  const row =
    rows.find(([pattern]) => pattern.test(name)) ?? rows.slice(0, -1).find(([pattern]) => pattern.test(description.toLowerCase()))
  return { values: row?.[1] ?? anything, known: row !== undefined }
}

/** Properties that want prose: they get the answer itself. */
export const wantsProse = (words: readonly string[]): boolean =>
  words.some(word =>
    /^(?:answer|summary|description|text|content|explanation|reason|reasoning|body|message|comment|bio|notes?|review|response|result|story|paragraph|abstract|details?|definition|conclusion|output|final|overview|analysis|sentence)$/.test(
      word,
    ),
  )

const ranges: [RegExp, number, number, number][] = [
  [/\bage\b/, 18, 80, 0],
  [/\byear\b/, 1990, 2026, 0],
  [/\bmonth\b/, 1, 12, 0],
  [/\bday\b/, 1, 28, 0],
  [/\bhour\b/, 0, 23, 0],
  [/\b(?:minute|second)s?\b/, 0, 59, 0],
  [/\b(?:price|cost|amount|total|fee|salary|budget|balance)\b/, 4, 180, 2],
  [/\b(?:rating|stars|score out of five)\b/, 1, 5, 1],
  [/\b(?:confidence|certainty)\b/, 0.55, 0.97, 2],
  [/\b(?:probability|likelihood|score|weight|ratio|share|similarity)\b/, 0, 1, 2],
  [/\bpercent(?:age)?\b/, 0, 100, 1],
  [/\blat(?:itude)?\b/, -60, 60, 4],
  [/\b(?:lon|lng|longitude)\b/, -170, 170, 4],
  [/\btemperature\b/, -5, 32, 1],
  [/\b(?:population)\b/, 12000, 4000000, 0],
  [/\b(?:height|width|length|size|depth|distance)\b/, 2, 240, 0],
  [/\b(?:id|number|zip)\b/, 1000, 9999, 0],
  [
    /\b(?:count|quantity|limit|max|results|pages?|items?|guests|people|passengers|nights|days|servings|rooms|number of)\b/,
    1,
    12,
    0,
  ],
]

/** A number for the name, before any bounds: at most so many places after the point. */
export function plausibleNumber(words: readonly string[], description: string, random: Random): number {
  const name = words.join(' ')
  const row =
    ranges.find(([pattern]) => pattern.test(name)) ?? ranges.find(([pattern]) => pattern.test(description.toLowerCase()))
  const [, low, high, places] = row ?? [/./, 1, 60, 1]
  return Number((low + random() * (high - low)).toFixed(places))
}

/** Keys for objects that name none. */
export const keys = ['name', 'topic', 'note', 'color', 'count', 'place', 'first', 'second', 'third', 'fourth', 'fifth', 'sixth']
