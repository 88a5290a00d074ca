// The public API, as a page that is signed in calls it. The types of what is sent and answered are the contract's own.

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

/** `/v1/referrals/{id}` with its braces filled. @param {string} path @param {{at?: any, query?: any}} asked */
export function address(path, { at = {}, query = {} } = {}) {
  const filled = path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(at[name]));
  const wanted = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  return wanted.length ? `${filled}?${new URLSearchParams(wanted.map(([name, value]) => [name, String(value)]))}` : filled;
}

/** @param {string} method @param {string} where @param {any} [body] */
async function call(method, where, body) {
  const answer = await fetch(where, {
    method,
    headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const read = await answer.json().catch(() => null);
  if (answer.ok) return read;
  if (answer.status === 401) location.replace('/sign-in?ended');
  throw new Problem(answer.status, read);
}

/**
 * @template {import('contract').PathWith<'get'>} P
 * @param {P} path @param {import('contract').Asked<'get', P>} [asked] @returns {Promise<import('contract').Answer<'get', P>>}
 */
export const get = (path, asked) => call('GET', address(path, asked));

/**
 * @template {import('contract').PathWith<'post'>} P
 * @param {P} path @param {import('contract').Asked<'post', P>} [asked] @param {import('contract').Body<'post', P>} [body]
 * @returns {Promise<import('contract').Answer<'post', P>>}
 */
export const post = (path, asked, body) => call('POST', address(path, asked), body);

/**
 * @template {import('contract').PathWith<'put'>} P
 * @param {P} path @param {import('contract').Asked<'put', P>} asked @param {import('contract').Body<'put', P>} body
 * @returns {Promise<import('contract').Answer<'put', P>>}
 */
export const put = (path, asked, body) => call('PUT', address(path, asked), body);

/** A file of the pages' own, from beside this one. @param {string} name */
export const getAsset = (name) => call('GET', new URL(`../${name}`, import.meta.url).href);
