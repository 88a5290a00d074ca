// The row of counters, with the way to what they count.

import { get } from '../api.js';
import { el } from '../dom.js';

/** @param {number | null} seconds */
export function duration(seconds) {
  if (seconds === null || seconds === undefined) return '–';
  if (seconds === 0) return '0';
  if (seconds < 1) return `${Number((seconds * 1000).toPrecision(2))} ms`;
  if (seconds < 90) return `${Math.round(seconds)} s`;
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}

/** @type {{name: string, of: (stats: import('contract').Stats) => any, bad?: boolean, good?: boolean, list?: string}[]} */
const figures = [
  { name: 'Waiting', of: ({ referrals }) => referrals.by_status.Pending, list: '#referrals/pending' },
  { name: 'Offered now', of: ({ referrals }) => referrals.open_offers },
  { name: 'In progress', of: ({ referrals }) => referrals.by_status['In Progress'], list: '#referrals/in-progress' },
  { name: 'Overdue', of: ({ referrals }) => referrals.overdue, list: '#referrals/overdue', bad: true },
  { name: 'Contact centre', of: ({ referrals }) => referrals.contact_centre, list: '#referrals/contact-centre', bad: true },
  { name: 'Agents available', of: ({ agents }) => agents.available, list: '#agents/available', good: true },
  { name: 'Waiting longest', of: ({ referrals }) => duration(referrals.oldest_waiting_seconds) },
  { name: 'Inside the promise', of: ({ inside_promise: share }) => (share === null ? '–' : `${(share * 100).toFixed(1)} %`) },
];

export function makeFigures() {
  const values = figures.map(() => el('dd', {}, '–'));
  const boxes = figures.map(({ name, good, list }, at) => el('div', { class: `figures__one${good ? ' figures__one--good' : ''}` }, el('dt', {}, list ? el('a', { class: 'figures__list', href: list }, name) : name), values[at]));
  return {
    element: el('dl', { class: 'figures' }, ...boxes),
    async refresh() {
      const stats = await get('/v1/stats');
      figures.forEach(({ of, bad }, at) => {
        const value = of(stats);
        values[at].textContent = String(value);
        if (bad) boxes[at].classList.toggle('figures__one--bad', value > 0);
      });
      return stats;
    },
  };
}
