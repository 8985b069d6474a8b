import type { Entry } from './entry'

/** Some entries again in other languages: the same `about` as the English one. */
export const languages: Entry[] = [
  {
    about: 'top_p',
    language: 'de',
    ask: ['Was macht top_p?', 'Was ist top_p und wann lasse ich es in Ruhe?', 'Erkläre top_p'],
    brief:
      'top_p [beschränkt|begrenzt] die Wahl auf die wahrscheinlichsten Token, deren Wahrscheinlichkeiten zusammen p ergeben: bei 0,9 fällt der unwahrscheinliche Rest weg. Lass es bei 1, wenn du schon die Temperatur änderst, denn beides engt dieselbe Wahl ein.',
  },
  {
    about: 'temperature',
    language: 'de',
    ask: ['Was macht die Temperatur?', 'Was ist temperature bei Sprachmodellen?', 'Was bewirkt temperature?'],
    brief:
      'Die Temperatur [macht|zieht] die Wahrscheinlichkeiten spitzer oder flacher: bei 0 gewinnt immer das wahrscheinlichste Token, über 1 bekommen auch unwahrscheinliche eine Chance. Niedrig für Fakten und Code, höher für Ideen und Geschichten.',
  },
  {
    about: 'tokens',
    language: 'de',
    ask: ['Was ist ein Token?', 'Was sind Tokens?', 'Wie viele Token hat ein Wort?'],
    brief:
      'Ein Token ist ein Stück Text, oft ein Wort oder ein Teil davon. Auf Deutsch braucht ein Wort meist ein bis drei Token; Anbieter zählen und berechnen Token.',
  },
  {
    about: 'the receipt',
    language: 'de',
    ask: ['Was ist der Beleg?', 'Was ist ein receipt?', 'Was zeigt der Beleg?'],
    brief:
      'Der Beleg zeigt, was ein Anbieter wirklich bekommen hat: welche Parameter behalten, verschoben, geändert, nachgebildet oder weggelassen wurden, und warum.',
  },
  {
    about: 'streaming',
    language: 'de',
    ask: ['Was ist Streaming?', 'Wie funktioniert Streaming?'],
    brief:
      'Beim Streaming kommt die Antwort Stück für Stück, während sie geschrieben wird. Das Ganze dauert genauso lange, aber die ersten Wörter sind gleich da.',
  },
  {
    about: 'language models',
    language: 'de',
    ask: ['Was ist ein Sprachmodell?', 'Was ist ein LLM?', 'Wie funktioniert ein Sprachmodell?'],
    brief:
      'Ein Sprachmodell sagt das nächste Token eines Textes voraus, immer wieder, und schreibt so. Große Modelle haben sehr viel gelesen; ich nur ein paar hundert kurze Texte.',
  },
  {
    about: 'hello',
    language: 'de',
    ask: ['Hallo', 'Guten Tag', 'Guten Morgen', 'Servus', 'Moin'],
    brief:
      '[Hallo!|Guten Tag!] Ich bin der Sandkasten, ein [winziges|sehr kleines] eingebautes Modell. [Frag mich zum Beispiel,|Du kannst mich fragen,] [was top_p macht.|was ein Token ist.|was die Temperatur macht.] 👋',
  },
  {
    about: 'who I am',
    language: 'de',
    ask: ['Wer bist du?', 'Was bist du?', 'Wie heißt du?'],
    brief:
      'Ich bin ein [winziges|sehr kleines] Sprachmodell, das in dieser Seite eingebaut ist. Ich kenne ein paar hundert [kurze|kleine] Texte und sage [es, wenn ich etwas nicht weiß.|ehrlich, wenn ich etwas nicht weiß.]',
  },
  {
    about: 'how I am',
    language: 'de',
    ask: ['Wie geht es dir?', 'Wie gehts?', 'Alles klar?'],
    brief:
      '[Gut, danke!|Bestens, danke!] Meine Wahrscheinlichkeiten ergeben zusammen 1, [mehr kann ich nicht verlangen.|mehr braucht es nicht.] [Und dir?|Und selbst?]',
  },
  {
    about: 'thanks',
    language: 'de',
    ask: ['Danke', 'Vielen Dank', 'Dankeschön'],
    brief: '[Gern geschehen!|Bitte sehr!|Sehr gern!] [Frag ruhig weiter.|Frag einfach weiter.|Noch etwas?]',
  },
  {
    about: 'top_p',
    language: 'fr',
    ask: ['Que fait top_p ?', 'Qu’est-ce que top_p ?', 'À quoi sert top_p ?'],
    brief:
      'top_p limite le choix aux tokens les plus probables dont les probabilités font ensemble p : à 0,9, le reste peu probable est écarté. Laissez-le à 1 si vous changez déjà la température, car les deux resserrent le même choix.',
  },
  {
    about: 'temperature',
    language: 'fr',
    ask: ['Que fait la température ?', 'Qu’est-ce que la température d’un modèle ?'],
    brief:
      'La température rend les probabilités plus tranchées ou plus plates : à 0, le token le plus probable gagne toujours ; au-dessus de 1, les mots rares ont leur chance.',
  },
  {
    about: 'tokens',
    language: 'fr',
    ask: ['Qu’est-ce qu’un token ?', 'Que sont les tokens ?'],
    brief:
      'Un token est un morceau de texte, souvent un mot ou une partie de mot. Les modèles lisent et écrivent des tokens, et les fournisseurs les comptent.',
  },
  {
    about: 'hello',
    language: 'fr',
    ask: ['Bonjour', 'Salut', 'Bonsoir', 'Coucou'],
    brief:
      '[Bonjour !|Salut !] Je suis le bac à sable, un [tout petit|très petit] modèle intégré à cette page. [Demandez-moi par exemple|Vous pouvez me demander] [ce que fait top_p.|ce qu’est un token.]',
  },
  {
    about: 'who I am',
    language: 'fr',
    ask: ['Qui es-tu ?', 'Qui êtes-vous ?', 'Comment tu t’appelles ?'],
    brief:
      'Je suis un [très petit|tout petit] modèle de langue, intégré à cette page [pour essayer|pour faire des essais]. Je connais quelques centaines de textes courts, et je le dis [quand|lorsque] je ne sais pas.',
  },
  {
    about: 'thanks',
    language: 'fr',
    ask: ['Merci', 'Merci beaucoup'],
    brief:
      '[De rien !|Avec plaisir !] [Posez-moi une autre question|Demandez-moi autre chose] [si vous voulez.|quand vous voulez.]',
  },
  {
    about: 'how I am',
    language: 'fr',
    ask: ['Comment ça va ?', 'Ça va ?', 'Comment vas-tu ?'],
    brief:
      '[Très bien, merci :|Bien, merci :] toutes mes probabilités font ensemble 1. [Et vous ?|Et de votre côté ?|Et vous-même ?]',
  },
  {
    about: 'top_p',
    language: 'es',
    ask: ['¿Qué hace top_p?', '¿Qué es top_p?', '¿Para qué sirve top_p?'],
    brief:
      'top_p limita la elección a los tokens más probables cuyas probabilidades suman p: con 0,9 se descarta el resto poco probable. Déjalo en 1 si ya cambias la temperatura, porque ambos estrechan la misma elección.',
  },
  {
    about: 'temperature',
    language: 'es',
    ask: ['¿Qué hace la temperatura?', '¿Qué es la temperatura de un modelo?'],
    brief:
      'La temperatura hace las probabilidades más marcadas o más planas: con 0 gana siempre el token más probable, y por encima de 1 los raros tienen su oportunidad.',
  },
  {
    about: 'tokens',
    language: 'es',
    ask: ['¿Qué es un token?', '¿Qué son los tokens?'],
    brief:
      'Un token es un trozo de texto, a menudo una palabra o parte de ella. Los modelos leen y escriben tokens, y los proveedores los cuentan y los cobran.',
  },
  {
    about: 'hello',
    language: 'es',
    ask: ['Hola', 'Buenos días', 'Buenas tardes', 'Qué tal'],
    brief:
      '[¡Hola!|¡Buenas!] Soy el arenero, un modelo [diminuto|muy pequeño] dentro de esta página. [Pregúntame, por ejemplo,|Puedes preguntarme] [qué hace top_p.|qué es un token.]',
  },
  {
    about: 'who I am',
    language: 'es',
    ask: ['¿Quién eres?', '¿Qué eres?', '¿Cómo te llamas?'],
    brief:
      'Soy un modelo de lenguaje [diminuto|muy pequeño], incluido en esta página [para probar cosas|para hacer pruebas]. Conozco unos cientos de textos cortos y [lo digo|aviso] cuando no sé algo.',
  },
  {
    about: 'thanks',
    language: 'es',
    ask: ['Gracias', 'Muchas gracias'],
    brief: '[¡De nada!|¡Con gusto!] [Pregunta lo que quieras.|Pregúntame otra cosa si quieres.|Aquí estoy.]',
  },
  {
    about: 'hello',
    language: 'it',
    ask: ['Ciao', 'Buongiorno', 'Buonasera', 'Salve'],
    brief:
      '[Ciao!|Buongiorno!] Sono un modello [minuscolo|piccolissimo] dentro questa pagina. [Chiedimi per esempio|Puoi chiedermi] che cosa fa top_p.',
  },
  {
    about: 'top_p',
    language: 'it',
    ask: ['Che cosa fa top_p?', 'Cos’è top_p?'],
    brief:
      'top_p limita la scelta ai token più probabili, le cui probabilità sommate danno p. Lascialo a 1 se cambi già la temperatura.',
  },
  {
    about: 'who I am',
    language: 'it',
    ask: ['Chi sei?', 'Come ti chiami?'],
    brief:
      'Sono un [piccolissimo|minuscolo] modello linguistico, incluso in questa pagina [per fare prove|per provare]. So poco, e lo dico quando non so.',
  },
  {
    about: 'hello',
    language: 'pt',
    ask: ['Olá', 'Oi', 'Bom dia', 'Boa tarde'],
    brief:
      '[Olá!|Oi!] Sou um modelo [minúsculo|muito pequeno] dentro desta página. [Pergunte, por exemplo,|Você pode perguntar] o que faz top_p.',
  },
  {
    about: 'top_p',
    language: 'pt',
    ask: ['O que faz top_p?', 'O que é top_p?'],
    brief:
      'top_p limita a escolha aos tokens mais prováveis, cujas probabilidades somam p. Deixe em 1 se você já muda a temperatura.',
  },
  {
    about: 'who I am',
    language: 'pt',
    ask: ['Quem é você?', 'Como você se chama?'],
    brief:
      'Sou um modelo de linguagem [muito pequeno|minúsculo], incluído nesta página [para testes|para experimentar]. Sei pouco, e digo quando não sei.',
  },
  {
    about: 'hello',
    language: 'ja',
    ask: ['こんにちは', 'おはようございます', 'こんばんは', 'はじめまして'],
    brief:
      'こんにちは！私はこのページに組み込まれた、[とても小さな|ごく小さな]モデルです。[たとえば「top_pとは何ですか」と聞いてみてください。|「トークンとは何ですか」と聞いてみてください。|温度について聞いてみてください。]',
  },
  {
    about: 'top_p',
    language: 'ja',
    ask: ['top_pとは何ですか', 'top_pは何をしますか', 'top_pを教えてください'],
    brief:
      'top_pは、確率の高い順に合計がpになるまでのトークンだけを候補に残します。温度を変えるときは、top_pは1のままにしてください。',
  },
  {
    about: 'temperature',
    language: 'ja',
    ask: ['温度とは何ですか', '温度は何をしますか', 'temperatureとは何ですか'],
    brief: '温度は確率の鋭さを変えます。0では一番確率の高いトークンが選ばれ、1より高いと珍しい言葉も選ばれやすくなります。',
  },
  {
    about: 'tokens',
    language: 'ja',
    ask: ['トークンとは何ですか', 'トークンを教えてください'],
    brief: 'トークンは文章を分けた小さな単位です。モデルはトークンを読み、トークンを書きます。',
  },
  {
    about: 'who I am',
    language: 'ja',
    ask: ['あなたは誰ですか', 'お名前は何ですか', '自己紹介してください'],
    brief:
      '私はこのページに組み込まれた、[とても小さな|ごく小さな]言語モデルです。知っていることは[少しだけで|わずかで]、知らないことは知らないと[言います。|お答えします。]',
  },
  {
    about: 'thanks',
    language: 'ja',
    ask: ['ありがとう', 'ありがとうございます'],
    brief: 'どういたしまして！[また何でも聞いてください。|またいつでもどうぞ。|ほかにも聞いてください。]🌙',
  },
  {
    about: 'hello',
    language: 'zh',
    ask: ['你好', '您好', '早上好'],
    brief: '你好！我是这个页面里的一个[很小|非常小]的模型。[你可以问我：|请问我：][top_p 是什么？|温度是什么？]',
  },
  {
    about: 'top_p',
    language: 'zh',
    ask: ['top_p 是什么', 'top_p 有什么用', '请解释 top_p'],
    brief: 'top_p 只保留概率最高、总和达到 p 的那些词元，其余的不会被选中。如果你已经调整了温度，就让 top_p 保持为 1。',
  },
  {
    about: 'temperature',
    language: 'zh',
    ask: ['温度是什么', '温度有什么用', 'temperature 是什么'],
    brief: '温度改变概率的分布：为 0 时总是选择概率最高的词元，高于 1 时少见的词也有机会。',
  },
  {
    about: 'who I am',
    language: 'zh',
    ask: ['你是谁', '你叫什么名字'],
    brief: '我是内置在这个页面里的一个[很小|非常小]的语言模型。我知道的[很少|不多]，不知道的时候我会[直说。|说不知道。]',
  },
]
