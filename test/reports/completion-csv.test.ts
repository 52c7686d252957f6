import { expect, it } from 'vitest';
import { completionCsv } from '../../src/reports/completion-csv.ts';
import { completionReport } from '../support/sample-reports.ts';

const lines = completionCsv({ ...completionReport, team: 'payments' })
  .trimEnd()
  .split('\r\n');

it('has one number in each line, with its group and its name as in JSON', () => {
  expect(lines[0]).toBe('week,asOf,team,group,name,metric,value');
  const start = '2026-W46,2026-11-15T23:00:00.000Z,payments';
  expect(lines).toContain(`${start},all,,due.total,9`);
  expect(lines).toContain(`${start},all,,flow.openAtEnd,30`);
  expect(lines).toContain(`${start},all,,flags.slipping,3`);
  expect(lines).toContain(`${start},all,,revised,${completionReport.revised?.itemIds.length ?? 0}`);
  expect(lines).toContain(`${start},week,2026-W45,due.total,11`);
  expect(lines).toContain(`${start},week,2026-W35,flow.created,4`);
  expect(lines).toContain(`${start},moved,undated,items,2`);
  expect(lines).toContain(`${start},service,checkout,due.total,3`);
});

it('leaves what cannot be said empty, and names each number once', () => {
  expect(lines).toContain('2026-W46,2026-11-15T23:00:00.000Z,payments,week,2026-W37,due.rate,');
  const keys = lines.map((line) => line.split(',').slice(3, 6).join(','));
  expect(new Set(keys).size).toBe(keys.length);
});
