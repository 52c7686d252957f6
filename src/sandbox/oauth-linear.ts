import { Router } from 'express';
import { type LinearData, personNamed } from './linear/data.ts';
import { bearerOf, type OAuthDesk } from './oauth.ts';

/** Lets a sandbox Linear give out tokens and take those that are in force. */
export function linearOAuth(desk: OAuthDesk, data: LinearData): Router {
  const router = Router();
  router.use(desk.routes);
  router.post('/graphql', (request, _response, next) => {
    const token = bearerOf(request);
    if (token !== null) {
      const owner = desk.ownerOf(token);
      if (owner === null) data.apiKeys.delete(`Bearer ${token}`);
      else data.apiKeys.set(`Bearer ${token}`, personNamed(data, owner).id);
    }
    next();
  });
  return router;
}
