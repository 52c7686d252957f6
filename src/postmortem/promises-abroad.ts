/** How the authors of a text say in other languages what they will do, without the words with which they only keep others informed. */
const promises = [
  /(?<!\p{L})(?:werden wir|wir werden|wollen wir|wir wollen)(?!\p{L})(?!.*\b(?:informieren|berichten|melden|laufenden|entschuldigen|beobachten|fortsetzen)\b).*\p{L}(?:en|ern|eln)\W*$/iu,
  /(?<!\p{L})nous (?:allons|comptons|prévoyons d[e’']|avons prévu d[e’']|envisageons d[e’'])\s?(?!vous |continuer|communiquer|informer|tenir|suivre)\p{L}+/iu,
  /(?<!\p{L})(?:vamos a|planeamos|tenemos previsto|prevemos) (?!seguir|informar|comunicar|mantener|continuar)\p{L}+r(?!\p{L})/iu,
  /(?<!\p{L})(?:vamos|iremos|planejamos|pretendemos) (?!continuar|informar|comunicar|manter|seguir)\p{L}+[aeio]r(?!\p{L})/iu,
  /(?<!\p{L})(?:intendiamo|abbiamo in programma di|prevediamo di) (?!continuare|informare|comunicare|tenere)\p{L}+re(?!\p{L})/iu,
  /(?<!\p{L})(?:gaan we|we gaan|zullen we|we zullen)(?!\p{L})(?!.*\b(?:informeren|melden|hoogte|volgen)\b).*\p{L}en\W*$/iu,
  /(?<!\p{L})vi (?:kommer att|kommer til å|skal|ska|vil) (?:nå |nu |også |också )?(?!fortsette|fortsätta|informere|informera|holde|hålla|følge|följa|være|vara|se )\p{L}+/iu,
] as const;

/** Whether a sentence in another language than English is a promise of its authors: "Wir werden … einführen.", "Nous allons …". */
export function promisesAbroad(sentence: string): boolean {
  const text = sentence.slice(0, 600);
  return promises.some((promise) => promise.test(text));
}
