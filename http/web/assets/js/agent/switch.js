// The manual switch in the header: on, off, or as the schedule says.

import { put } from '../api.js';
import { el } from '../dom.js';
import { me } from './me.js';
import { availability } from '../words.js';

/** @param {{refresh: () => Promise<void>, say: (text: string) => void}} page */
export function makeSwitch({ refresh, say }) {
  const state = el('p', { class: 'switch__state', 'data-state': '' });
  /** @type {Record<import('contract').Availability['override'], string>} */
  const choices = { on: 'On', off: 'Off', schedule: 'By schedule' };
  const buttons = Object.entries(choices).map(([value, text]) =>
    el('button', { type: 'button', class: 'switch__choice', value, on: { click: () => choose(/** @type {import('contract').Availability['override']} */ (value)) } }, text));
  const element = el('div', { class: 'switch', role: 'group', 'aria-label': 'Take new referrals', hidden: true }, state, el('div', { class: 'switch__choices' }, ...buttons));

  /** @param {import('contract').Availability['override']} value */
  async function choose(value) {
    try {
      const { availability: now } = await put('/v1/agents/{id}/availability', me, { override: value });
      say(availability[now.reason]);
    } catch (problem) {
      say(/** @type {Error} */ (problem).message);
    }
    await refresh();
  }

  return {
    element,
    /** @param {import('contract').Agent} profile */
    show(profile) {
      const { availability: now, registration } = profile;
      element.hidden = !registration.schedule;
      state.textContent = now.now ? availability[now.reason] : `Not available: ${availability[now.reason].toLowerCase()}`;
      state.classList.toggle('switch__state--on', now.now);
      for (const each of buttons) each.setAttribute('aria-pressed', String(each.value === now.override));
    },
  };
}
