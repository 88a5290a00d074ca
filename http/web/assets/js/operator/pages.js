// Lists that are longer than one page: as many pages as somebody asked for are read, again and again.

import { el } from '../dom.js';

/**
 * @template T
 * @typedef {{items: T[], next: string | null}} Page
 */

/**
 * @template T
 * @param {(cursor: string | undefined) => Promise<Page<T>>} read one page
 * @param {number} most pages
 * @returns {Promise<{items: T[], more: boolean}>}
 */
export async function readPages(read, most) {
  /** @type {T[]} */
  const items = [];
  /** @type {string | undefined} */
  let cursor;
  for (let at = 0; at < most; at += 1) {
    const page = await read(cursor);
    items.push(...page.items);
    if (!page.next) return { items, more: false };
    cursor = page.next;
  }
  return { items, more: true };
}

/** The button below such a list. @param {string} what @param {() => Promise<void>} refresh */
export function makeMore(what, refresh) {
  let pages = 1;
  const count = el('span', { class: 'more__count' });
  const button = el('button', { type: 'button', class: 'usa-button usa-button--outline', hidden: true, on: { click: async () => {
    pages += 1;
    await refresh().catch(() => {});
  } } }, `Show more ${what}`);
  return {
    element: el('p', { class: 'more' }, count, button),
    pages: () => pages,
    restart: () => { pages = 1; },
    /** @param {number} shown @param {boolean} more */
    tell(shown, more) {
      count.textContent = more ? `The first ${shown} ${what} are shown.` : `All ${shown} are shown.`;
      count.hidden = shown === 0;
      button.hidden = !more;
    },
  };
}
