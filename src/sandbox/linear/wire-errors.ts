import { GraphQLError } from 'graphql';

/** A refusal in Linear's own form (trackers.md 1.5); `type` is absent in some recordings, so callers leave it out at will. */
export function inputError(message: string, userMessage: string, type?: string): GraphQLError {
  return new GraphQLError(message, {
    extensions: {
      ...(type === undefined ? {} : { type }),
      code: 'INPUT_ERROR',
      statusCode: 400,
      userError: true,
      userPresentableMessage: userMessage,
    },
  });
}

/** What Linear says of an id or identifier it has nothing under, or nothing this credential may see. */
export function notFound(entity: string): GraphQLError {
  return inputError(`Entity not found: ${entity}`, `Could not find referenced ${entity}.`, 'invalid input');
}

/** What Linear says of an id that was used before; recorded without `type`. */
export function conflict(entity: string, id: string): GraphQLError {
  return inputError(`conflict on insert of ${entity}`, `Entity ${entity} with id ${id} already exists.`);
}

/** What Linear says of an argument it cannot take. */
export function invalidArgument(message: string): GraphQLError {
  return inputError('Argument Validation Error', message, 'invalid input');
}

/** What Linear says to a credential that may not do this. */
export function forbidden(what: string): GraphQLError {
  return new GraphQLError(`Forbidden: ${what}`, {
    extensions: {
      type: 'forbidden',
      code: 'FORBIDDEN',
      statusCode: 403,
      userError: true,
      userPresentableMessage: 'You do not have permission to access this.',
    },
  });
}

/** Body of a 401: no `data` key at all. */
export const unauthenticated = {
  errors: [
    {
      message: 'Authentication required, not authenticated',
      extensions: {
        type: 'authentication error',
        code: 'AUTHENTICATION_ERROR',
        statusCode: 401,
        userError: true,
        userPresentableMessage: 'You need to authenticate to access this operation.',
        meta: {},
        http: { status: 401 },
      },
    },
  ],
};

/** Body of a refusal for too many requests, which Linear sends with status 400. */
export function rateLimited(limit: number, withType = true): object {
  const message = `Rate limit exceeded. Only ${limit} requests are allowed per 1 hour.`;
  return {
    errors: [
      {
        message: `${message} For more information see our developer docs at: https://linear.app/developers/rate-limiting`,
        extensions: {
          ...(withType ? { type: 'ratelimited' } : {}),
          code: 'RATELIMITED',
          statusCode: 429,
          userError: true,
          userPresentableMessage: message,
          meta: {
            rateLimitResult: { allowed: false, requested: 1, remaining: 0, duration: 3_600_000, limit },
          },
          http: { headers: {}, status: 400 },
        },
      },
    ],
  };
}
