// The operator console, as the tests of it open it: what happens is told by a stream that the test holds in its hands.

import { openWindow } from './browser.mjs';

/** @param {{browser: any, engine: any, news: any}} of @param {string} [hash] the tab @param {any} [options] of the window */
export async function openConsoleOf({ browser, engine, news }, hash = '', options = {}) {
  const opened = await openWindow(browser, options);
  await news.serve(opened.context);
  await opened.page.goto(engine.link('operator'));
  await opened.page.getByRole('heading', { name: 'Operator console' }).waitFor();
  if (hash) await opened.page.goto(`${engine.url}/operator${hash}`);
  return opened;
}

/** Waits until this has the focus. @param {any} locator */
export const isFocused = (locator) => locator.and(locator.page().locator(':focus')).waitFor();
