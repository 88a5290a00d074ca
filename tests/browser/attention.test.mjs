// What a portal does to be seen by an agent who looks elsewhere.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from './browser.mjs';
import { ask, Engine, hire, register } from './engine.mjs';
import { board, broadcast, offer, openPortalOf, progress } from './portal.mjs';

let engine;
let browser;
before(async () => {
  [engine, browser] = await Promise.all([Engine.start(), launch()]);
});
after(async () => {
  await browser?.close();
  await engine?.stop();
});

test('works where the browser refuses to raise a notification', async () => {
  await register(engine, await hire(engine, 'ada', 'Ada Agent'), ['sw']);
  const { context, page, complaints } = await openPortalOf({ browser, engine }, 'ada', {}, ({ context }) => context.addInitScript(() => {
    window.Notification = class { // As Android's browsers have it.
      static permission = 'granted';
      constructor() { throw new TypeError("Failed to construct 'Notification': Illegal constructor. Use ServiceWorkerRegistration.showNotification() instead."); }
    };
  }));
  await ask(engine, { language: 'sw' });
  const accept = offer(page).getByRole('button', { name: /^Accept: / });
  await accept.waitFor();
  await page.reload();
  await accept.click();
  await progress(page).getByRole('heading', { name: /^Rosa/ }).waitFor();
  assert.deepEqual(complaints, []);
  await context.close();
});
