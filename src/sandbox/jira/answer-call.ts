import type { Response } from 'express';
import { z } from 'zod';
import { altered } from './altered-answers.ts';
import type { FaultDesk, JiraFault } from './jira-faults.ts';
import { type JiraAnswer, type JiraCall, type JiraRoute, refusal } from './jira-route.ts';

const bulkBody = z.object({ issueUpdates: z.array(z.unknown()) });
const gatewayPage =
  '<!doctype html><html><head><title>Error</title></head><body>The gateway gave up.</body></html>';
const loginPage = '<!doctype html><html><head><title>Log in</title></head><body><form></form></body></html>';

/** Carries the call out, or whatever its fault leaves of that, and answers. */
export function answerCall(route: JiraRoute, call: JiraCall, faults: FaultDesk, response: Response): void {
  const fault = faults.take(route.operation);
  if (fault === null) send(response, route.handle(call));
  else meet(fault, (met = call) => route.handle(met), call, response);
}

function meet(
  fault: JiraFault,
  carryOut: (met?: JiraCall) => JiraAnswer,
  call: JiraCall,
  response: Response,
): void {
  switch (fault.kind) {
    case 'lost-answer':
      carryOut();
      response.socket?.destroy();
      return;
    case 'slow-answer': {
      const answer = carryOut();
      setTimeout(() => send(response, answer), fault.milliseconds).unref();
      return;
    }
    case 'cut-body': {
      const text = JSON.stringify(carryOut().body ?? {});
      response
        .status(200)
        .type('application/json')
        .send(text.slice(0, fault.keep ?? Math.floor(text.length / 2)));
      return;
    }
    case 'server-error':
      carryOut();
      response
        .status(fault.status ?? 504)
        .type('text/html')
        .send(gatewayPage);
      return;
    case 'delayed-commit':
      call.store.later(new Date(call.store.now().getTime() + fault.milliseconds), () => carryOut());
      return;
    case 'partial-commit': {
      const bulk = bulkBody.safeParse(call.body).data;
      if (!bulk) carryOut();
      else if (fault.first > 0) {
        carryOut({ ...call, body: { issueUpdates: bulk.issueUpdates.slice(0, fault.first) } });
      }
      response
        .status(fault.status ?? 504)
        .type('text/html')
        .send(gatewayPage);
      return;
    }
    case 'executed-twice': {
      const answers = { first: carryOut(), second: carryOut() };
      send(response, answers[fault.answered]);
      return;
    }
    case 'altered':
      send(response, altered(carryOut(), fault.how, call));
      return;
    case 'with-headers':
      response.set(fault.headers);
      send(response, carryOut());
      return;
    case 'unavailable':
      if (fault.retryAfter !== undefined) response.set('Retry-After', fault.retryAfter);
      response.status(503).type('text/html').send(gatewayPage);
      return;
    case 'suspended':
      response.status(404).type('text/plain').send('Site temporarily unavailable');
      return;
    case 'rate-limited':
      response.status(429).set(fault.headers);
      if (fault.body === undefined) send(response, refusal(429, ['Rate limit exceeded.']));
      else response.type('text/html').send(fault.body);
      return;
    case 'login-page':
      if (fault.form === 'redirect') response.redirect(302, '/login');
      else response.status(200).type('text/html').send(loginPage);
      return;
    case 'refused':
      send(response, refusal(fault.status ?? 400, fault.messages ?? [], fault.errors ?? {}));
      return;
  }
}

function send(response: Response, answer: JiraAnswer): void {
  response.status(answer.status);
  if (answer.body === undefined) response.end();
  else response.json(answer.body);
}
