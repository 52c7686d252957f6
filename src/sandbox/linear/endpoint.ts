import type { Request, Response } from 'express';
import {
  type DocumentNode,
  executeSync,
  type ExecutionResult,
  GraphQLError,
  Kind,
  parse,
  validate,
} from 'graphql';
import { type Budget, createBudget } from './budget.ts';
import { complexityOf, mostPoints } from './complexity.ts';
import type { LinearData } from './data.ts';
import type { LinearFaults } from './faults.ts';
import { mutationFields } from './mutations.ts';
import { queryFields } from './queries.ts';
import { forgivingSchema, linearSchema } from './schema.ts';
import { createViews } from './views.ts';
import { inputError, rateLimited, unauthenticated } from './wire-errors.ts';

export interface EndpointParts {
  readonly data: LinearData;
  readonly faults: LinearFaults;
  /** Requests an hour and user. */
  readonly requestLimit: number;
  /** Told of every request that names root fields, before it is carried out. */
  readonly onRequest: (fields: readonly string[]) => void;
  readonly later: (milliseconds: number, act: () => void) => void;
}

interface Purse {
  readonly requests: Budget;
  readonly points: Budget;
}

/** `POST /graphql` as Linear answers it: credential, budget, validation, execution, and the fault that waits for the request. */
export function graphqlEndpoint(parts: EndpointParts): (request: Request, response: Response) => void {
  const { data, faults, requestLimit } = parts;
  const schema = linearSchema();
  const forgiving = forgivingSchema();
  const views = createViews(data);
  const purses = new Map<string, Purse>();
  const purseOf = (userId: string): Purse => {
    const purse = purses.get(userId) ?? {
      requests: createBudget(requestLimit, data.clock),
      points: createBudget(3_000_000, data.clock),
    };
    purses.set(userId, purse);
    return purse;
  };

  return (request, response) => {
    const { document, query, variables } = asked(request.body);
    const fields = document === null ? [] : rootFields(document);
    parts.onRequest(fields);
    const fault = faults.meet(fields);
    const spoil = (answer: string | null): void =>
      fault?.spoil({
        response,
        answer,
        fields,
        seconds: fault.seconds,
        now: data.clock(),
        later: parts.later,
      });
    if (fault !== null && !fault.commits) return spoil(null);

    const viewerId = data.apiKeys.get(request.get('Authorization') ?? '');
    if (viewerId === undefined) return void response.status(401).json(unauthenticated);
    const purse = purseOf(viewerId);
    const affordable = purse.requests.take(1);
    showBudget(response, purse);
    if (!affordable) return void response.status(400).json(rateLimited(requestLimit));

    const refuse = (errors: readonly GraphQLError[], code: string): void =>
      void response.status(400).json({
        errors: errors.map((error) => ({
          message: error.message,
          extensions: { http: { status: 400, headers: {} }, code, type: 'graphql error', userError: true },
        })),
      });
    if (document === null) return refuse([inputError(query, query)], 'GRAPHQL_PARSE_FAILED');
    const mistakes = validate(schema, document);
    if (mistakes.length > 0) return refuse(mistakes, 'GRAPHQL_VALIDATION_FAILED');
    const points = complexityOf(schema, document, variables);
    response.set('X-Complexity', String(points));
    if (points > mostPoints) {
      return void response
        .status(400)
        .json({ errors: [inputError('Query too complex', 'Query too complex', 'invalid input')] });
    }
    purse.points.take(points);
    showBudget(response, purse);

    const partial = fault?.partial === true;
    const mutations = mutationFields(data, views, viewerId);
    const result = executeSync({
      schema: partial ? forgiving : schema,
      document,
      rootValue: {
        ...queryFields(data, views, viewerId, () => budgetView(purse)),
        ...(partial ? failingLast(mutations, fields) : mutations),
      },
      variableValues: variables,
    });
    faults.carriedOut(fields);
    if (fault !== null) return spoil(JSON.stringify(result));
    response.status(statusOf(result, fields)).json(result);
  };
}

/** The mutations, the last one asked for failing as Linear fails when something of its own is in the way. */
function failingLast(mutations: Record<string, unknown>, fields: readonly string[]): Record<string, unknown> {
  const last = fields.at(-1) ?? '';
  const act = mutations[last];
  let calls = fields.filter((field) => field === last).length;
  const failing = (args: unknown): unknown => {
    calls -= 1;
    if (calls > 0 && typeof act === 'function') return act(args);
    throw new GraphQLError('Internal server error', {
      extensions: { type: 'internal error', code: 'INTERNAL_SERVER_ERROR' },
    });
  };
  return { ...mutations, [last]: failing };
}

/** A refused request is a 400, save that comments are refused with 200 (trackers.md 1.5). */
function statusOf(result: ExecutionResult, fields: readonly string[]): number {
  const refused = (result.errors?.length ?? 0) > 0 && (result.data === null || result.data === undefined);
  return refused && !fields.includes('commentCreate') ? 400 : 200;
}

function asked(body: unknown): {
  readonly document: DocumentNode | null;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
} {
  const { query, variables }: { readonly query?: unknown; readonly variables?: unknown } = Object(body);
  const known = Object.fromEntries(Object.entries(Object(variables)));
  if (typeof query !== 'string')
    return { document: null, query: 'Must provide query string.', variables: known };
  try {
    return { document: parse(query, { maxTokens: 5_000 }), query, variables: known };
  } catch (error) {
    return {
      document: null,
      query: error instanceof Error ? error.message : 'Syntax Error',
      variables: known,
    };
  }
}

function rootFields(document: DocumentNode): string[] {
  return document.definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION
      ? definition.selectionSet.selections.flatMap((node) =>
          node.kind === Kind.FIELD ? [node.name.value] : [],
        )
      : [],
  );
}

function showBudget(response: Response, { requests, points }: Purse): void {
  for (const [name, budget] of [
    ['Requests', requests],
    ['Complexity', points],
  ] as const) {
    response.set(`X-RateLimit-${name}-Limit`, String(budget.limit));
    response.set(`X-RateLimit-${name}-Remaining`, String(budget.remaining()));
    response.set(`X-RateLimit-${name}-Reset`, String(budget.reset()));
  }
}

function budgetView({ requests, points }: Purse): object {
  return {
    identifier: null,
    kind: 'apiKey',
    limits: [limitView('requests', requests), limitView('complexity', points)],
  };
}

function limitView(type: string, budget: Budget): object {
  return {
    type,
    requestedAmount: 1,
    allowedAmount: budget.limit,
    period: 3_600_000,
    remainingAmount: budget.remaining(),
    reset: budget.reset(),
  };
}
