/** Words for a due date in the other languages, and the English ones that mean the same. */
const phrases: readonly (readonly [RegExp, string])[] = [
  [
    /(?<!\p{L})(?:innen|senest|bis zum|bis|spätestens|avant|d'ici|pour|antes de(?:l)?|para|até|entro (?:il|la|l[oe])|entro|i løpet av|inom|am|den|le|la|el|al|il|op|uiterlijk|voor|vóór|do(?= \d)|do końca|przed|senast|ennen|до|к) /giu,
    '',
  ],
  [
    /(?:neste|nästa|nächste[rns]?|kommende[rns]?|(?:la )?próxim[ao]|prossim[ao]|volgende) (?:uke|vecka|woche|semana|settimana|week)|(?:la )?semaine prochaine|semana que viene|settimana prossima|来週(?:中|末)?|下(?:个)?(?:周|星期)(?:内)?/giu,
    'next week',
  ],
  [
    /(?:neste|nästa|nächste[rns]?|kommende[rns]?|próximo|prossimo|volgende) (?:måned|månad|monats?|mes|mês|mese|maand)|(?:le )?mois prochain|mes que viene|来月(?:中|末)?|下个?月(?:底|内)?/giu,
    'next month',
  ],
  [
    /(?:neste|nästa|nächste[rns]?|próximo|prossimo) (?:kvartal|quartals?|trimestre)|trimestre prochain|来四半期|下(?:个)?季度/giu,
    'next quarter',
  ],
  [
    /denne uk[ea]n?|diese[r]? woche|cette semaine|esta semana|questa settimana|今週(?:中|末)?|本周(?:内)?/giu,
    'this week',
  ],
  [
    /(?:slutten|utgangen) av (?:uken|uka)|ende (?:der|dieser) woche|wochenende|fin de (?:la )?semaine|fin de (?:la )?semana|fim da semana|fine (?:della )?settimana|週末/giu,
    'end of week',
  ],
  [
    /(?:slutten|utgangen) av måneden|ende (?:des|dieses) monats|monatsende|fin (?:du|de) mois|fin(?:ales)? de mes|f(?:im|inal) do mês|fine (?:del )?mese|denne måneden|diesen monat|ce mois|este m[eê]s|今月(?:中|末)|月末|本月(?:底|内)|月底/giu,
    'end of month',
  ],
  [
    /(?:slutten|utgangen) av kvartalet|ende (?:des|dieses) quartals|quartalsende|fin (?:du|de) trimestre|fim do trimestre|fine (?:del )?trimestre|今四半期(?:中|末)?|本季度(?:末|内)?/giu,
    'end of quarter',
  ],
  [
    /(?:slutten|utgangen) av året|ende (?:des|dieses) jahres|jahresende|fin (?:de l'|d')année|fin(?:ales)? de(?:l)? año|f(?:im|inal) do ano|fine (?:dell')?anno|年内|年末|年底/giu,
    'end of year',
  ],
  [
    /(?:neste|nächste[rns]?|próximo|prochain) sprint|sprint prochain|次(?:の)?(?:回)?スプリント|下(?:个)?(?:sprint|迭代)/giu,
    'next sprint',
  ],
  [/(?:slutten av|ende|fin du|fin del?|fim do) sprint(?:en|s)?|今スプリント/giu, 'end of sprint'],
  [/(?:ende|fin|fines de|finales de|fim de|final de|fine|slutten av|utgangen av) (?=\p{L}{3})/giu, 'end of '],
  [/(?:eind(?:e)?(?: van)?|koniec|końca|slutet av|slutningen af|конец|конца) (?=\p{L}{3})/giu, 'end of '],
  [
    /(?:trimestre|tri|kwartaal|kwartał|kvartal|квартал) ?([1-4])|([1-4])(?:e|er|º|ª|°|\.)? ?(?:trimestre|trim?\.?|kwartaal|kwartał|kvartal|quartal|квартал)(?!\p{L})|T([1-4])(?=\s|$)/giu,
    'Q$1$2$3',
  ],
  [/(?:mitte|mi-|mediados de|meados de|metà|midten av) ?(?=\p{L}{3})/giu, 'mid '],
  [
    /(\d{1,3}) ?(?:dager|dagar|dage|dagen|dni|tage?n?|jours?|días?|dias?|giorni?|日(?:以内|間|後)|天(?:内|后)?)/giu,
    '$1 days',
  ],
  [
    /(\d{1,3}) ?(?:uker|veckor|uger|weken|tygodnie?|tygodni|wochen?|semaines?|semanas?|settimane|週間?(?:以内|後)?|(?:个)?(?:周|星期)(?:内|后)?)/giu,
    '$1 weeks',
  ],
  [
    /(\d{1,3}) ?(?:måneder|månader|maanden|miesi(?:ące|ęcy)|monate?n?|mois|meses|mesi|(?:か|ヶ|カ|ケ|ヵ)月(?:以内|後)?|个月(?:内|后)?)/giu,
    '$1 months',
  ],
  [/\bi dag\b|\bheute\b|aujourd'hui|\bhoy\b|\bhoje\b|\boggi\b|今日(?:中)?|本日|今天/giu, 'today'],
  [/\bi morgen\b|\bmorgen\b|\bdemain\b|\bmañana\b|\bamanhã\b|\bdomani\b|明日|明天/giu, 'tomorrow'],
  [/\b(?:mandag|montag|lundi|lunes|segunda(?:-feira)?|lunedì)\b/giu, 'monday'],
  [/\b(?:tirsdag|dienstag|mardi|martes|terça(?:-feira)?|martedì)\b/giu, 'tuesday'],
  [/\b(?:onsdag|mittwoch|mercredi|miércoles|quarta(?:-feira)?|mercoledì)\b/giu, 'wednesday'],
  [/\b(?:torsdag|donnerstag|jeudi|jueves|quinta(?:-feira)?|giovedì)\b/giu, 'thursday'],
  [/\b(?:fredag|freitag|vendredi|viernes|sexta(?:-feira)?|venerdì)\b/giu, 'friday'],
  [/(?<=.)(?:まで(?:に)?|迄|中に|前)$/gu, ''],
];

/** A cheap look whether any of the dear ones is worth it. */
const foreign =
  /^(?:il|lo|den|am|al|op|le|la|el) |trim|tri\b|kwart|T[1-4]|uiterlijk|voor|vóór|eind|dni|weken|tygod|uger|dage|maanden|miesi|końca|koniec|przed|senast|slut|до|квартал|конец|do \d|neste|nästa|nächst|kommend|próxim|prossim|volgend|prochain|que viene|denne|diese|cette|est[ae]|questa|slutten|utgangen|ende|fin|fim|mitte|mi-|mediados|meados|metà|midten|dag|tag|jour|d[ií]a|giorn|uk[ea]|veck|woche|seman|semaine|settiman|måned|månad|monat|mois|mes|m[eê]s|kvartal|quartal|trimestre|år|jahr|añ|ano|anno|année|heute|aujourd|hoy|hoje|oggi|morgen|demain|mañana|amanhã|domani|innen|senest|bis|spätestens|avant|d'ici|antes|para|até|entro|inom|d[ií]\b|es\b|feira|voch|[\u3000-\u9fff]/iu;

/** A short phrase with its words of time in English; words it does not know stay as they are. */
export function inEnglish(phrase: string): string {
  if (/^[\d\s./:-]*$/.test(phrase)) return phrase;
  let text = phrase.replace(/[’‘]/g, "'");
  if (!foreign.test(text)) return text;
  if (/^(?:by|next|end|q\d|h\d|eo[dwmqy])\b/i.test(text)) return text;
  for (const [pattern, english] of phrases) text = text.replace(pattern, english);
  return text.trim();
}
