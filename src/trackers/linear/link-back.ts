import type { LinearDocument } from '@linear/sdk';
import type { IssueRequest } from '../tracker.ts';
import { backlinkInput, keyIn } from './backlink.ts';
import { linkAlias, linkBackDocument } from './batch-documents.ts';
import type { LinearApi } from './linear-api.ts';
import type { Fault } from './reply.ts';
import { linked, linkedMany } from './shapes.ts';

/** How it stands with a link back: there, owed, or not taken for good, in Linear's words. */
export type Link = 'there' | 'owed' | { readonly notTaken: string };

/** The link back of the request's issue, its hidden key with it. */
export function linkInput({ identity, draft }: IssueRequest): LinearDocument.AttachmentCreateInput {
  return backlinkInput(identity.uuid, draft.backlink, identity.key);
}

/** Whether Linear's answer shows the link on the request's issue, with its key. */
export function showsLink({ identity }: IssueRequest, answer: unknown): boolean {
  const read = linked.safeParse(answer);
  if (!read.success) return false;
  const { success, attachment } = read.data;
  return (
    success &&
    keyIn(attachment?.metadata) === identity.key &&
    attachment?.issue?.id.toLowerCase() === identity.uuid.toLowerCase()
  );
}

/** Links issues that are there back, all in one request; one by one when that fails, until Linear does not answer for one. */
export async function linkBack(
  api: LinearApi,
  requests: readonly IssueRequest[],
): Promise<ReadonlyMap<IssueRequest, Link>> {
  const links = new Map<IssueRequest, Link>(requests.map((request) => [request, 'owed']));
  if (requests.length === 0) return links;
  const fault = await send(api, requests, links);
  if (fault === null) return links;
  if (requests.length === 1) {
    for (const request of requests) links.set(request, afterFault(fault));
    return links;
  }
  for (const request of requests) {
    if (links.get(request) === 'there') continue;
    const own = await send(api, [request], links);
    if (own === null) continue;
    const link = afterFault(own);
    links.set(request, link);
    if (link === 'owed') break;
  }
  return links;
}

async function send(
  api: LinearApi,
  requests: readonly IssueRequest[],
  links: Map<IssueRequest, Link>,
): Promise<Fault | null> {
  const variables = Object.fromEntries(
    requests.map((request, index) => [linkAlias(index), linkInput(request)]),
  );
  const answer = await api.ask(linkBackDocument(requests.length), variables, linkedMany);
  if (answer.kind === 'fault') return answer.fault;
  for (const [index, request] of requests.entries()) {
    if (showsLink(request, answer.data[linkAlias(index)])) links.set(request, 'there');
  }
  return null;
}

function afterFault(fault: Fault): Link {
  return fault.kind === 'refused' && fault.retryAfter === null
    ? { notTaken: fault.words || fault.what }
    : 'owed';
}
