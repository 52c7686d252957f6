/**
 * How headings announce action items in other languages: the nouns and phrases that begin such a heading, and the words beside them by
 * which it speaks of what was done during the incident instead ("Sofortmaßnahmen", "acciones tomadas").
 */
const languages: readonly { readonly announcing: string; readonly done: string }[] = [
  {
    announcing:
      '(?:(?:\\p{L}+e[nrs]? ){0,3}\\p{L}*(?:maßnahmen|massnahmen)(?:plan|katalog|liste)?|(?:\\p{L}+e[nrs]? )?(?:aufgaben|arbeitspakete|aktionen|aktionspunkte|folgeaktionen|handlungsempfehlungen|empfehlungen|verbesserungen|nächste schritte)|handlungsbedarf|offene punkte|zu (?:tun|erledigen)|noch zu tun|to-?dos?)',
    done: 'sofort\\p{L}*|unmittelbare?|ergriffene?n?|durchgeführte?n?|getroffene?n?|eingeleitete?n?|umgesetzte?n?',
  },
  {
    announcing:
      '(?:(?:\\p{L}+e )?\\p{L}*(?:acties|actiepunten|actielijst|maatregelen|verbeterpunten|aanbevelingen|vervolgstappen|verbeteringen)|(?:nog )?te doen|wat (?:gaan we|we gaan|doen we|we) (?:doen|veranderen|verbeteren|anders doen|eraan doen))',
    done: 'genomen|uitgevoerde?|directe|ondernomen|tijdens',
  },
  {
    announcing:
      "(?:plan d[e'] ?(?:correction|remédiation|amélioration|remise en état)|(?:les |nos |liste des |plan d[e'] ?|prochaines? |futures )?(?:actions?|mesures|étapes?|tâches|recommandations|préconisations|améliorations|axes d'amélioration|pistes d'amélioration)|suites(?: à donner)?|(?:reste )?à faire|ce qui (?:reste à faire|va changer)|ce que nous (?:allons|ferons|changeons))",
    done: 'prises?|menées?|entreprises?|immédiates?|réalisées?|effectuées?|mises en œuvre|déjà',
  },
  {
    announcing:
      '(?:plan de (?:acción|corrección|mejora|remediación|trabajo|mitigación|recuperación)|(?:las |los |nuestras? |próximas |plan de )?(?:acciones|acción|medidas|tareas|recomendaciones|mejoras?|pendientes|compromisos|seguimiento|próximos? pasos?|siguientes? pasos?|puntos de (?:acción|mejora))|por hacer|¿?(?:qué|lo que|cómo) (?:haremos|vamos a|va a cambiar|cambia|vamos))',
    done: 'tomadas|realizadas|inmediatas?|ejecutadas|adoptadas|de contención|aplicadas|durante',
  },
  {
    announcing:
      '(?:plano de (?:correção|melhoria|mitigação|recuperação|trabalho)|(?:as |nossas |próximas |plano de |itens de |pontos de )?(?:ações|ação|medidas|tarefas|recomendações|melhorias?|pendências|compromissos|encaminhamentos|próximos? passos?)|(?:por|a) fazer|o que (?:vamos|iremos|falta|muda|vai mudar))',
    done: 'tomadas|realizadas|imediatas?|executadas|adotadas|de contenção|aplicadas|durante',
  },
  {
    announcing:
      "(?:(?:le |i |prossim[ei] |piano (?:di |d')?)?(?:azioni|azione|misure|attività|interventi|raccomandazioni|miglioramenti|miglioramento|passi|prossimi passi)|da fare|cosa (?:faremo|cambieremo|cambia|cambierà))",
    done: 'intraprese|adottate|immediat[ei]|eseguit[ei]|svolte|effettuat[ei]|durante',
  },
  {
    announcing:
      '(?:(?:\\p{L}+ )?(?:działania|zadania|akcje|rekomendacje|zalecenia|usprawnienia|kroki)|plan (?:działań|naprawczy|działania)|lista zadań|do zrobienia|co (?:zrobimy|zmieniamy|zmienimy|dalej))',
    done: 'podjęte|wykonane|natychmiastowe|doraźne|zrealizowane',
  },
  {
    announcing:
      '(?:(?:\\p{L}+e )?\\p{L}*(?:tiltak|tiltaksliste|åtgärder|åtgärdspunkter|åtgärdslista|foranstaltninger|handlinger|handlingspunkter|aksjonspunkter|aksjoner)|oppgaver|uppgifter|opgaver|anbefalinger|rekommendationer|(?:neste|næste|nästa) (?:steg|skridt|skritt)|(?:å gjøre|att göra|at gøre)|gjøremål|hva (?:gjør vi|vi gjør|skal vi gjøre)(?: (?:nå|videre|framover))?|vad (?:gör vi|vi gör|ska vi göra)|hvad (?:gør vi|vi gør))',
    done: 'strakstiltak|umiddelbare|iverksatte|gjennomførte|utførte|vidtagna|genomförda|omedelbara|gennemførte|akutte',
  },
  {
    announcing:
      '(?:(?:\\p{L}+ )?(?:toimenpiteet|tehtävät)|jatkotoimenpiteet|(?:\\p{L}+ )?(?:opatření|opatrenia|úkoly|úlohy|kroky)|akční (?:body|plán))',
    done: 'okamžitá|provedená|přijatá|vykonané|tehdyt|välittömät',
  },
  {
    announcing:
      '(?:(?:\\p{L}+ )?(?:действия|мероприятия|меры|задачи|шаги|улучшения|доработки|рекомендации|дії|заходи|завдання|кроки)|план (?:действий|мероприятий|работ|улучшений|доработок|дій|заходів)|что (?:делать|будем делать|сделаем|дальше|изменим)|що (?:робити|зробимо|далі))',
    done: 'принятые|предпринятые|выполненные|немедленные|вжиті',
  },
  {
    announcing:
      '(?:aksiyon(?:lar| maddeleri| planı)|alınacak (?:önlemler|aksiyonlar)|yapılacaklar|sonraki adımlar|iyileştirmeler|tindakan (?:lanjut|perbaikan|pencegahan)|rencana (?:tindakan|aksi)|tindak lanjut)',
    done: 'alınan|yapılan',
  },
  {
    announcing:
      '(?:(?:các )?(?:hạng mục hành động|hành động|biện pháp|giải pháp dài hạn|việc cần làm|bước tiếp theo|công việc tiếp theo|cải tiến)|kế hoạch (?:hành động|khắc phục|cải thiện|cải tiến)|langkah (?:selanjutnya|pencegahan|perbaikan)|rekomendasi)',
    done: 'đã (?:thực hiện|làm)|tạm thời|ngay lập tức|khẩn cấp',
  },
  {
    announcing:
      '(?:teendők|(?:\\p{L}+ )?intézkedések|(?:\\p{L}+ )?(?:acțiuni|măsuri)(?: \\p{L}+)?|pașii? următori|(?:\\p{L}+ )?(?:ενέργειες|μέτρα)|επόμενα βήματα|(?:\\p{L}+ )?(?:mjere|akcije|koraci)|(?:الإجراءات|إجراءات|الخطوات|خطة) .{3,30}|הצעדים הבאים|פעולות .{2,30})',
    done: 'azonnali|imediate|luate|άμεσα|poduzete|المتخذة',
  },
  {
    announcing:
      '.{0,8}(?:재발 ?방지(?: ?(?:대책|책|방안|조치))?|후속 ?(?:조치|작업|과제)|액션 ?(?:아이템|플랜)|개선 ?(?:사항|계획|방안|과제)|향후 ?(?:계획|조치|대응)|할 ?일|조치 ?계획)',
    done: '완료된|즉시',
  },
  {
    announcing:
      '.{0,8}(?:対応策|アクション(?:項目|一覧|リスト)?|やること|今後の(?:取り組み|予定|課題)|タスク(?:一覧|リスト)?|再発防止(?:策|の取り組み)?|改善(?:項目|計画))',
    done: '.*(?:暫定|応急|実施済|一次対応)',
  },
  {
    announcing:
      '.{0,8}(?:(?:后续|後續|改进|改善|整改|待办|跟进|跟進|优化|預防|预防)(?:行动|措施|计划|計劃|事项|事項|工作|项|方案|任务)?|行动(?:项|计划)|待办)',
    done: '.*(?:已采取|应急|临时)',
  },
];

const announcing = new RegExp(`^(?:${languages.map((each) => each.announcing).join('|')})(?![\\p{L}])`, 'u');
const done = new RegExp(`(?<![\\p{L}])(?:${languages.map((each) => each.done).join('|')})(?![\\p{L}])`, 'u');
const mostWords = 8;

/** Words by which a heading speaks of work to come, however soon: "Empfohlene Sofortmaßnahmen". */
const advised =
  /(?<![\p{L}])(?:empfohlene?n?|vorgeschlagene?n?|geplante?n?|recomendad[ao]s?|sugerid[ao]s?|propuest[ao]s?|propost[aeo]s?|recommandée?s?|proposée?s?|prévue?s?|consigliat[ei]|aanbevolen)(?![\p{L}])/u;

/** Whether a heading, in small letters and without numbering, names action items in one of these languages. */
export function announcesAbroad(plain: string): boolean {
  return (
    announcing.test(plain) &&
    (!done.test(plain) || advised.test(plain)) &&
    plain.split(' ').length <= mostWords
  );
}
