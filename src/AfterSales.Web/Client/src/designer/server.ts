import { settings } from './settings';

/** An answer that is no success: its status and what the server says about it. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly problem: Record<string, unknown>,
  ) {
    super(String(problem.detail ?? `The server answered ${status}.`));
  }
}

/** Calls the designer's API with the browser's session and the page's form token. */
export async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const answer = await fetch(`/api/designer${path}`, {
    method,
    headers: {
      accept: 'application/json',
      RequestVerificationToken: settings.token,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (answer.ok) return (answer.status === 204 ? undefined : await answer.json()) as T;
  let problem: Record<string, unknown> = {};
  try {
    problem = (await answer.json()) as Record<string, unknown>;
  } catch {
    // What is no JSON has nothing to say beyond its status.
  }
  throw new Refusal(answer.status, problem);
}
