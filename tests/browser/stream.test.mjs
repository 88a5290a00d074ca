// An agent's live connection: cut while it lives, silent, and back. The stream of events is in the test's hands.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { expectAccessible, launch } from './browser.mjs';
import { ask, Engine, hire, register } from './engine.mjs';
import { News } from './news.mjs';
import { askAndOffer, offer, openPortalOf } from './portal.mjs';

let engine;
let browser;
let news;
before(async () => {
  [engine, browser, news] = await Promise.all([Engine.start(), launch(), News.start()]);
});
after(async () => {
  await browser?.close();
  await news?.stop();
  await engine?.stop();
});

const accept = (page) => offer(page).getByRole('button', { name: /^Accept: / });
const lost = (page) => page.getByText('The connection is lost');

/** An agent of a language of her own, whose stream is open. */
async function openAs(id, language, prepare) {
  await register(engine, await hire(engine, id, `${id} Agent`), [language]);
  const before = news.open.size;
  const opened = await openPortalOf({ browser, engine, news }, id, {}, prepare);
  await offer(opened.page).getByText('No offer at the moment.').waitFor();
  while (news.open.size === before) await new Promise((resolve) => { news.server.once('request', resolve); });
  return opened;
}

test('a live connection that is cut is told, asked around, and back', async () => {
  const { context, page } = await openAs('ada', 'sw');
  news.cut();
  await lost(page).waitFor();
  await expectAccessible(page);
  await ask(engine, { language: 'sw' });
  await accept(page).waitFor();
  assert.ok(await lost(page).isVisible(), 'it is lost still');
  news.mend();
  await lost(page).waitFor({ state: 'detached' });
  await context.close();
});

test('a connection that says nothing hides no offer', async () => {
  const { context, page, complaints } = await openAs('bea', 'so', ({ page }) => page.clock.install());
  await page.clock.pauseAt(Date.now() + 10_000);
  await askAndOffer(engine, { language: 'so' });
  await page.clock.runFor(31_000);
  await accept(page).waitFor();
  await page.clock.resume();
  assert.deepEqual(complaints, []);
  await context.close();
});

for (const [name, happen] of Object.entries({
  'who is back on the network': () => dispatchEvent(new Event('online')),
  'who looks at the page again': () => document.dispatchEvent(new Event('visibilitychange')),
})) {
  test(`${name} sees at once what came meanwhile`, async () => {
    const [id, language] = name.includes('network') ? ['cyd', 'vi'] : ['dee', 'ko'];
    const { context, page } = await openAs(id, language, ({ page }) => page.clock.install());
    await page.clock.pauseAt(Date.now() + 10_000); // Nothing is asked by the clock.
    await askAndOffer(engine, { language });
    await page.evaluate(happen);
    await accept(page).waitFor();
    await context.close();
  });
}

test('an engine that doesn’t answer is told, and heard again by itself', async () => {
  const { context, page } = await openAs('eve', 'ja', ({ page }) => page.clock.install());
  let away = true;
  const hold = [];
  await context.route('**/referrals?*', (route) => { if (away) hold.push(route); else route.continue(); });
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await page.clock.fastForward(16_000);
  await lost(page).waitFor();
  away = false;
  await page.clock.fastForward(6000);
  await lost(page).waitFor({ state: 'detached' });
  for (const route of hold) await route.abort();
  await context.close();
});
