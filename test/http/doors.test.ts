import { connect } from 'node:net';
import type { Express } from 'express';
import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer } from '../../src/http/start-server.ts';
import { openAnother } from '../support/database.ts';
import { openHouse, type House } from '../support/house.ts';
import { furnish, webOf } from './web-of.ts';

let house: House;
let web: Express;
const timetable = { running: true };
beforeAll(async () => {
  house = await openHouse();
  await furnish(house);
  web = webOf(house, timetable);
});
afterAll(() => house.close());

const get = (path: string) => supertest(web).get(path);

describe('what a program asks', () => {
  it('is answered with the lists and numbers of the pages', async () => {
    const list = await get('/api/v1/action-items?team=payments&flag=overdue');
    const report = await get('/api/v1/reports/completion?week=2026-W46&team=platform');

    expect(list.type).toBe('application/json');
    expect(list.body).toMatchObject({
      items: [{ text: 'Reject unknown currency codes', tracker: { key: 'PAY-1' }, due: '2026-11-10' }],
      nextCursor: null,
    });
    expect(report.body).toMatchObject({
      week: '2026-W46',
      team: 'platform',
      due: { total: 1, doneOnTime: 1 },
    });
  });

  it.each(['repeats', 'programme'])('such as the report of %s', async (name) => {
    const { status, body } = await get(`/api/v1/reports/${name}`);

    expect({ status, week: body.week }).toEqual({ status: 200, week: '2026-W46' });
  });

  it.each([
    ['/api/v1/reports/completion?week=2026-W60', 404, 'No such week', '2026-W60'],
    ['/api/v1/reports/completion?team=nobody', 404, 'No such team', 'nobody'],
    ['/api/v1/action-items?flag=late', 404, 'No such flag', 'late'],
    ['/api/v1/action-items?cursor=x', 400, 'Bad request', 'cursor'],
    ['/api/v1/nothing', 404, 'Nothing here', '/api/v1/nothing'],
    ['/api/v1/reports/%E0%A4%A', 404, 'Nothing here', '/api/v1/reports/'],
  ])('is refused as a problem document: %s', async (path, status, title, detail) => {
    const response = await get(path);

    expect(response.status).toBe(status);
    expect(response.type).toBe('application/problem+json');
    expect(response.body).toEqual({ title, status, detail: expect.stringContaining(detail), errors: [] });
  });

  it('is told when it asks too often, before anything is read for it', async () => {
    const busy = await startServer(webOf(house), '127.0.0.1', 0);
    const ask = () => fetch(`${busy.address}/api/v1/nothing`);
    for (let round = 0; round < 20; round++) await Promise.all(Array.from({ length: 30 }, ask));

    const refused = await ask();

    expect(refused.status).toBe(429);
    expect(await refused.json()).toMatchObject({ title: 'Too many requests', status: 429 });
    expect(refused.headers.get('retry-after')).toMatch(/^\d+$/);
    expect((await fetch(`${busy.address}/healthz`)).status).toBe(200);
    await busy.stop();
  });
});

describe('whoever watches the service', () => {
  it('learns that it lives, and whether it can do its work', async () => {
    expect((await get('/healthz')).body).toEqual({ status: 'ok' });
    const ready = await get('/readyz');
    expect([ready.status, ready.body]).toEqual([200, { database: true, timetable: true }]);
    timetable.running = false;
    const stopped = await get('/readyz');
    timetable.running = true;
    expect([stopped.status, stopped.body]).toEqual([503, { database: true, timetable: false }]);
  });

  it('gets the figures for Prometheus, at each asking anew', async () => {
    const { text, type } = await get('/metrics');

    expect(type).toBe('text/plain');
    expect(text).toContain('followthrough_writes{state="queued"} 1');
    expect(text).toContain('followthrough_writes{state="done"} 3');
    expect(text).toMatch(/followthrough_last_sweep_timestamp_seconds\{tracker="linear-main"\} 1794819600/);
    expect(text).toContain('process_resident_memory_bytes');
    await house.drain();
    expect((await get('/metrics')).text).toContain('followthrough_writes{state="queued"} 0');
  });

  it('sees a fault of ours as one, without a word of what is inside', async () => {
    const database = await openAnother();
    const closed = webOf({ ...house, database });
    await database.close();

    const [page, api, ready] = await Promise.all(
      ['/', '/api/v1/action-items', '/readyz'].map((path) => supertest(closed).get(path)),
    );

    expect([page?.status, api?.status, ready?.status]).toEqual([500, 500, 503]);
    expect(page?.text).toContain('The fault is ours');
    expect(`${page?.text} ${api?.text}`).not.toMatch(/CONNECTION|closed|select|node_modules/i);
  });
});

describe('a browser', () => {
  it.each(['/', '/nowhere', '/api/v1/action-items', '/healthz'])(
    'is held to our own contents, and to no frame, at %s',
    async (path) => {
      const { headers } = await get(path);

      expect(headers['content-security-policy']).toBe(
        "default-src 'self';img-src 'self' data:;frame-ancestors 'none';form-action 'self';base-uri 'none'",
      );
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
      });
      expect(headers).not.toHaveProperty('x-powered-by');
    },
  );

  it('finds nothing on a page that this policy forbids', async () => {
    for (const path of ['/', '/agenda', '/completion', '/repeats', '/programme', '/queue']) {
      expect((await get(path)).text).not.toMatch(/<script|<style|\sstyle=|\son[a-z]+=|src="https?:/);
    }
  });

  it('keeps the stylesheet, whose address changes with its content', async () => {
    const address = /<link rel="stylesheet" href="([^"]+)"/.exec((await get('/')).text)?.[1] ?? '';

    const { status, type, headers, text } = await get(address);

    expect({ status, type }).toEqual({ status: 200, type: 'text/css' });
    expect(address).toMatch(/[0-9a-f]{8}/);
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(text).toContain('prefers-color-scheme');
  });

  it.each(['/', '/completion', '/healthz', '/api/v1/action-items', '/nowhere'])(
    'gets the same head when it asks for no more: HEAD %s',
    async (path) => {
      const [head, full] = [await supertest(web).head(path), await get(path)];

      expect([head.status, head.type, head.text]).toEqual([full.status, full.type, undefined]);
      expect(head.headers['content-length']).toBe(full.headers['content-length']);
    },
  );

  it.each(['post', 'put', 'delete'] as const)('changes nothing by %s', async (method) => {
    expect((await supertest(web)[method]('/')).status).toBe(404);
  });
});

const hostile = [
  "' OR 1=1; DROP TABLE action_item; --",
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '../../etc/passwd',
  '%00',
  '\u0000',
  '𝕏\u202E\uFFFF',
  'x'.repeat(10_000),
  '__proto__',
  '{{constructor}}',
];

describe('whatever stands in an address', () => {
  it.each(hostile)('does no harm: %.40s', async (text) => {
    const word = encodeURIComponent(text);
    for (const path of [
      `/?q=${word}`,
      `/?team=${word}`,
      `/?flag=${word}`,
      `/completion?week=${word}`,
      `/postmortems/${word}`,
      `/action-items/${word}`,
      `/incidents/${word}`,
      `/${word}`,
      `/api/v1/action-items?q=${word}`,
      `/api/v1/${word}`,
    ]) {
      const response = await get(path);
      expect([path.slice(0, 60), response.status]).toEqual([
        path.slice(0, 60),
        path.includes('?q=') ? 200 : 404,
      ]);
      expect(`${response.type} ${response.text}`).not.toMatch(/^text\/html .*(<script|<img)/s);
    }
    expect(await house.items()).toHaveLength(4);
  });

  it.each(['/postmortems/%E0%A4%A', '/incidents/%', '/action-items/%ZZ'])(
    'is refused when it is no address: %s',
    async (path) => {
      const { status, text } = await get(path);

      expect(status).toBe(400);
      expect(text).toContain('The request cannot be read.');
    },
  );
});

it('a server that stops does not wait for connections on which nothing was asked', async () => {
  const server = await startServer(web, '127.0.0.1', 0);
  const spare = connect(Number(new URL(server.address).port), '127.0.0.1');
  await new Promise((resolve) => spare.once('connect', resolve));
  expect((await fetch(`${server.address}/healthz`)).status).toBe(200);

  const began = performance.now();
  await server.stop();

  expect(performance.now() - began).toBeLessThan(3000);
});

it('a port that is taken is said to be, with what to do', async () => {
  const first = await startServer(web, '127.0.0.1', 0);
  const port = Number(new URL(first.address).port);

  await expect(startServer(web, '127.0.0.1', port)).rejects.toThrow(
    `Port ${port} on 127.0.0.1 is taken. Stop what listens there`,
  );
  await first.stop();
});
