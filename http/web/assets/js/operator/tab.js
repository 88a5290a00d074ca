// A tab of the console: its module comes when the tab is first looked at.

import { el, notice } from '../dom.js';

/** @typedef {{element: HTMLElement, refresh: () => Promise<void>, choose?: (what: string) => void, everyMilliseconds?: number}} Content */

/** Whoever upgrades the engine takes the modules of a page that is open away. */
const missing = () => {
  const told = notice('error', 'This part of the console could not be loaded', 'The engine was upgraded meanwhile, or does not answer. Load this page anew.');
  told.querySelector('.usa-alert__body')?.append(el('p', { class: 'referral__actions' },
    el('button', { class: 'usa-button', type: 'button', on: { click: () => location.reload() } }, 'Load this page anew')));
  return told;
};

/** @param {string} title @param {(text: string) => void} say @param {() => Promise<(say: (text: string) => void) => Content>} load what makes it */
export function makeTab(title, say, load) {
  /** @type {Content | null} */
  let content = null;
  /** @type {Promise<void> | null} */
  let loading = null;
  const element = el('div', {});

  async function fetchContent() {
    const make = await load().catch(() => null);
    if (make) {
      content = make(say);
      element.replaceChildren(content.element);
    } else {
      loading = null; // It is tried again.
      if (!element.firstChild) element.append(missing());
    }
  }
  const open = () => (loading ??= fetchContent());

  return {
    title,
    element,
    everyMilliseconds: () => content?.everyMilliseconds,
    /** Shows what a way to this tab leads to. @param {string} what */
    async choose(what) {
      await open();
      content?.choose?.(what);
    },
    async refresh() {
      await open();
      await content?.refresh();
    },
  };
}
