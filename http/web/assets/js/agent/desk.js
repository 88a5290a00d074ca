// What is read of the agent's desk. In a rush the board alone is longer than one page: what stands behind it is asked for by itself.

import { get } from '../api.js';
import { me } from './me.js';

const most = 100;
const mostEnded = 20; // Of each way to end, when they are asked for by themselves.

/** @typedef {{referrals: import('contract').Referral[], cut: boolean}} Desk `cut`: the board has more than these */

/** @returns {Promise<Desk>} */
export async function readDesk() {
  const read = (/** @type {any} */ query) => get('/v1/agents/{id}/referrals', { ...me, query });
  const { items, next } = await read({ limit: most });
  const last = items.at(-1)?.status ?? '';
  if (!next || ['Complete', 'Cancelled'].includes(last)) return { referrals: items, cut: false };
  const ended = await Promise.all(['Complete', 'Cancelled'].map((status) => read({ status, limit: mostEnded })));
  const all = [...items, ...ended.flatMap((each) => each.items)];
  return { referrals: [...new Map(all.map((each) => [each.id, each])).values()], cut: true }; // One may have ended in between.
}
