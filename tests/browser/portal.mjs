// The Agent Portal, as the tests of it open it.

import { openWindow } from './browser.mjs';
import { ask } from './engine.mjs';

/**
 * @param {{browser: any, engine: any, news?: any}} of `news` stands in for the agent's stream of events
 * @param {string} id @param {any} [options] of the window @param {(opened: any) => any} [prepare] before the portal is opened
 */
export async function openPortalOf({ browser, engine, news }, id, options = {}, prepare = () => {}) {
  const opened = await openWindow(browser, options);
  await news?.serve(opened.context, '**/v1/agents/me/events');
  await prepare(opened);
  await opened.page.goto(engine.link('agent', '--agent', id));
  await opened.page.getByRole('navigation', { name: 'Agent Portal' }).waitFor();
  return opened;
}

const region = (name) => (/** @type {any} */ page) => page.getByRole('region', { name });
export const offer = region('Waiting for your answer');
export const progress = region('In progress');
export const board = region('Open to every agent');
export const recent = region('Recent');

/** Makes a referral that everybody sees who may. @param {any} engine @param {{id: string}} made */
export const broadcast = (engine, { id }) => engine.call(engine.token('operator'), 'POST', `/v1/referrals/${id}/broadcast`);

/** Asks, and waits until that is offered to somebody. @param {any} engine @param {any} changes */
export async function askAndOffer(engine, changes) {
  const made = await ask(engine, changes);
  while (!(await engine.call(engine.token('operator'), 'GET', `/v1/referrals/${made.id}`)).offer);
  return made;
}
