import { expect, it } from 'vitest';
import { readPostmortems } from '../../src/postmortem/read-postmortems.ts';

const body =
  '\n\nDear all,\n\non Sunday 27 March nobody could log in.\n\nWHAT NEEDS FIXING\n\n1. Move the status page off the host\n';

it.each([
  [
    'From: Torvald Eng <torvald@null.example>\nDate: Tue, 29 Mar 2022 21:14:08 +0200\nSubject: [announce] Re: Outage on Sunday',
  ],
  [
    'Von: Torvald Eng <torvald@null.example>\nGesendet: Di., 29. März 2022 21:14\nBetreff: AW: Outage on Sunday',
  ],
  ['Da: Torvald Eng\nData: mar 29 mar 2022 21:14\nOggetto: Outage on Sunday'],
])('a postmortem sent as an e-mail has its subject, sender and day (%#)', (head) => {
  const [read] = readPostmortems('mail.txt', head + body);

  expect(read).toMatchObject({ title: 'Outage on Sunday', authors: ['Torvald Eng'] });
  expect(read?.publishedAt).toMatch(/^2022-03-29/);
  expect(read?.actionItems.map(({ text, line }) => [line, text])).toEqual([
    [head.split('\n').length + 8, 'Move the status page off the host'],
  ]);
});

it('a text that only begins with some labels is no e-mail', () => {
  const [read] = readPostmortems('notes.md', 'From: 10:00\nSeverity: high\n\n# Disk full\n');

  expect(read).toMatchObject({ title: 'Disk full', authors: [], publishedAt: null });
});
