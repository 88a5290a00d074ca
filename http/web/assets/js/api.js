// The public API, as a page that is signed in calls it.

/** What was answered instead: `code` ends its problem's type. */
export class Problem extends Error {
  /** @param {number} status @param {any} body */
  constructor(status, body) {
    super(body?.detail ?? `The engine answered ${status}.`);
    this.status = status;
    this.code = String(body?.type ?? '').replace('/problems/', '');
    /** @type {{pointer: string, detail: string}[]} */
    this.errors = body?.errors ?? [];
  }
}

/** @param {string} method @param {string} path @param {any} [body] */
async function call(method, path, body) {
  const answer = await fetch(path, {
    method,
    headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const read = await answer.json().catch(() => null);
  if (answer.ok) return read;
  if (answer.status === 401) location.replace('/sign-in?ended');
  throw new Problem(answer.status, read);
}

/** @param {string} path @returns {Promise<any>} */
export const get = (path) => call('GET', path);
/** @param {string} path @param {any} [body] @returns {Promise<any>} */
export const post = (path, body) => call('POST', path, body);
/** @param {string} path @param {any} body @returns {Promise<any>} */
export const put = (path, body) => call('PUT', path, body);
