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

test('tells once of what comes on the board in a rush, and until somebody is there in the title', async () => {
  await register(engine, await hire(engine, 'bea', 'Bea Agent'), ['so']);
  const { context, page, complaints } = await openPortalOf({ browser, engine }, 'bea', {}, ({ page }) => page.clock.install());
  const title = await page.title();
  await board(page).getByText('Nothing is open to every agent.').waitFor();
  await page.evaluate(() => {
    window.heard = [];
    new MutationObserver(() => window.heard.push(document.querySelector('[data-said]').textContent)).observe(document.querySelector('[data-said]'), { childList: true, subtree: true });
  });
  await page.clock.pauseAt(Date.now() + 10_000);
  for (let at = 0; at < 3; at += 1) await broadcast(engine, await ask(engine, { language: 'so' }));
  await board(page).getByRole('article').nth(2).waitFor();
  await offer(page).getByText('No offer at the moment.').waitFor();
  assert.equal(await page.title(), `(3) Open to every agent | ${title}`);
  await page.clock.runFor(3000);
  assert.deepEqual((await page.evaluate(() => window.heard)).filter((each) => !each.startsWith('New offer')), ['3 new referrals are open to every agent.']);
  await page.keyboard.press('Tab');
  assert.equal(await page.title(), title);
  assert.deepEqual(complaints, []);
  await context.close();
});
