import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvRecords } from '../../src/intake/csv-records.ts';
import { readIncidentCsv } from '../../src/intake/incident-csv.ts';
import { csvText } from '../../src/reports/csv-text.ts';

const rules = {
  timeZone: 'Europe/Berlin',
  now: new Date('2026-11-16T09:00:00Z'),
  severityOf: (written: string) => written,
};
const read = (...lines: string[]) => readIncidentCsv(lines.join('\n'), rules);
const isQuoted = (value: string) => /[",\n]/.test(value);
const told = (...lines: string[]) =>
  read(...lines).problems.map(({ line, column, message }) => `${line} ${column}: ${message}`);

describe('CSV', () => {
  it('is read as spreadsheets write it', () => {
    const text =
      '\uFEFFid;title\r\nINC-1;"Down; and ""out"""\r\n\r\n"INC-2";"two\r\nlines"\r\nINC-3; bare \r\n';
    expect(csvRecords(text)).toEqual({
      records: [
        { line: 1, cells: ['id', 'title'] },
        { line: 2, cells: ['INC-1', 'Down; and "out"'] },
        { line: 4, cells: ['INC-2', 'two\r\nlines'] },
        { line: 6, cells: ['INC-3', 'bare'] },
      ],
    });
  });

  it.each([
    ['id,title\nINC-1,"open\nINC-2,x', 2, 'never closed'],
    ['id,title\nINC-1,"a" b', 2, 'behind its closing quote'],
  ])('says in which line it is broken: %j', (text, line, problem) => {
    expect(csvRecords(text)).toMatchObject({ line, problem: expect.stringContaining(problem) });
  });

  it('reads back whatever our own lists write', () => {
    const cell = fc.string({ minLength: 1, unit: fc.constantFrom('a', ' ', ',', ';', '"', '\n', '\t', 'é') });
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), (rows) => {
        const text = csvText(
          { one: (row: readonly string[]) => row[0] ?? '', two: (row) => row[1] ?? '' },
          rows,
        );
        const found = csvRecords(text);
        const cells = 'records' in found ? found.records.slice(1).map((record) => record.cells) : found;
        const wanted = rows
          .map((row) =>
            row
              .map((value) => (/^[=+\-@\t\r]/.test(value) ? `'${value}` : value))
              .map((value) => (isQuoted(value) ? value : value.trim())),
          )
          .filter((row) => row.some((value) => value !== ''));
        expect(cells).toEqual(wanted);
      }),
    );
  });
});

describe('a file of incidents', () => {
  it('is read by the names of its columns, in any order and spelling', () => {
    const { drafts, problems, notes } = read(
      'Started,Customer visible,INCIDENT,Title,Service,owner',
      '2026-11-02 09:12,no,INC-1,Checkout down,checkout;ledger,Tom',
      ',,INC-2,Search down,,',
    );
    expect(problems).toEqual([]);
    expect(notes).toMatchObject([
      { line: 1, column: 'owner', message: expect.stringContaining('Columns are: id') },
    ]);
    expect(drafts).toMatchObject([
      {
        line: 2,
        draft: {
          id: 'INC-1',
          facts: { customerVisible: false, services: ['checkout', 'ledger'], title: 'Checkout down' },
        },
      },
      { line: 3, draft: { id: 'INC-2', facts: { title: 'Search down' } } },
    ]);
  });

  it('is told of every bad row with its line and column', () => {
    expect(
      told(
        'id,title,started,ended,customer_visible',
        'INC-1,One,soon,,perhaps',
        ',Nameless,,,',
        'INC-3,Three,2027-01-01,,',
        'INC-4,Four,,,no,extra',
        'INC-5,Five,,,',
        'INC-5,Five again,,,',
      ),
    ).toEqual([
      '2 customer_visible: "perhaps" is neither yes nor no.',
      expect.stringMatching(/^2 started: "soon" is no day/),
      '3 id: It is missing.',
      expect.stringMatching(/^4 started: "2027-01-01" lies in the future/),
      '5 null: The line has 6 cells, and the header names 5.',
      '7 id: INC-5 stands in line 6 already.',
    ]);
  });

  it.each([
    [[''], '1 null: The file is empty.'],
    [['title,started', 'Down,2026-11-02'], '1 null: No column is called id.'],
    [['id,incident', 'a,b'], '1 null: Two columns are read as id.'],
  ])('needs a header that names its columns: %j', (lines, problem) => {
    expect(told(...lines)).toEqual([expect.stringContaining(problem)]);
  });
});
