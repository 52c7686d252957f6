import { expect, it } from 'vitest';
import { groupDone, isGroupName } from '../../src/postmortem/group-words.ts';
import { headingKind, isNearMiss } from '../../src/postmortem/heading-words.ts';

it.each([
  'Action items',
  '## 7. Action Items:',
  '🛠 Action Items & Followups',
  'Action Items (should be achievable in short-medium term)',
  'Remediation (action items)',
  'Corrective and Preventative Measures',
  'Corrective Actions with Owners',
  'Review actions',
  'Follow-up tasks',
  'Follow-ups',
  'Resulting Action',
  'TODO',
  'Aksjonspunkter',
  'Tiltak',
  'アクションアイテム',
  '再発防止策',
  'Acciones preventivas (para que no vuelva)',
  'Éléments d’action :',
  'Mesures correctives',
  'Maßnahmen',
])('“%s” names action items', (heading) => {
  expect(headingKind(heading)).toBe('explicit');
});

it.each([
  ['Next steps', 'likely'],
  ['Recommendations', 'likely'],
  ["What we're doing about it", 'likely'],
  ['How will we do better in the future?', 'likely'],
  ['How are we preventing it from happening again?', 'likely'],
  ['Looking forward', 'likely'],
  ['What will we do?', 'likely'],
  ['What we’re changing', 'likely'],
  ['Things we will change', 'likely'],
  ['What still has to be done', 'likely'],
  ['What is left to do', 'likely'],
  ['Outstanding work', 'likely'],
  ['What happens next', 'likely'],
  ['How we will prevent this', 'likely'],
  ['How to avoid it next time', 'likely'],
  ['Our commitments', 'likely'],
  ['Tickets filed', 'likely'],
  ['Actionables', 'explicit'],
  ['AIs', 'explicit'],
  ['Follow-up bugs', 'explicit'],
  ['Ações', 'explicit'],
  ['Azioni correttive', 'explicit'],
  ['Verbeteracties', 'explicit'],
  ['Do zrobienia', 'explicit'],
  ['Działania naprawcze', 'explicit'],
  ['Maßnahmen', 'explicit'],
  ['À faire', 'explicit'],
  ['План действий', 'explicit'],
  ['후속 조치', 'explicit'],
  ['改进事项', 'explicit'],
  ['Actions we agreed on', 'likely'],
  ['What changes', 'likely'],
  ['What needs fixing', 'likely'],
  ["Stuff I'll do about it", 'likely'],
  ['Was wir ändern', 'likely'],
  ['Ce que nous allons faire', 'likely'],
  ['¿Qué vamos a cambiar?', 'likely'],
  ['O que vamos fazer', 'likely'],
  ['Prevention', 'ambiguous'],
  ['Remediation', 'ambiguous'],
])('“%s” only hints at action items', (heading, kind) => {
  expect(headingKind(heading)).toBe(kind);
});

it.each([
  'Lessons learned',
  'What went well',
  'Where we got lucky',
  'Timeline',
  'Follow-up timeline (times in BST)',
  'Immediate Actions (Completed)',
  'Actions taken',
  'Acciones tomadas (fix inmediato)',
  'Resolution and recovery',
  'Contributing factors',
  'Attendees',
  'Questions for follow up',
  'Testing checklist',
  'What NOT to do',
  'Insights',
  'Next Review Date',
  'Hva lærte vi?',
])('“%s” is a near miss', (heading) => {
  expect(headingKind(heading)).toBeNull();
  expect(isNearMiss(heading)).toBe(true);
});

it.each([
  'Background',
  'Transaction items lost',
  'Action items from the previous incident',
  'What we did',
  'What happened next',
  'How we found it',
  'What we are seeing',
  'GitHub Actions',
  'Failed tasks',
  'Sofortmaßnahmen',
  'Ações tomadas',
  'Mesures prises pendant la panne',
  "Stuff I won't do",
  'Tickets from customers',
  'Detection',
  'Interactions',
])('“%s” names no action items', (heading) => {
  expect(headingKind(heading)).toBeNull();
});

it.each([
  ['Process improvements', null],
  ['Short term', null],
  ['✅ Gjort:', true],
  ['Completed', true],
  ['Improvements (completed)', true],
  ['🚧 Tiltak', false],
  ['Planned actions (planned or in-progress)', false],
])('the group “%s” says of its items: done = %s', (name, done) => {
  expect(groupDone(name)).toBe(done);
});

it.each(['Medium-term', 'Documentation improvements', 'Next week', '予防', 'Monitoring and alerting'])(
  '“%s” gathers items',
  (name) => {
    expect(isGroupName(name)).toBe(true);
  },
);
