// What goes wrong is told on every tab of the console. A disk that is full and a clock that is off stand in for real ones.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { expectAccessible, launch } from './browser.mjs';
import { openConsoleOf } from './console.mjs';
import { Engine } from './engine.mjs';
import { News } from './news.mjs';

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

/** @param {string} method @param {string} where @param {any} [body] */
const asOperator = (method, where, body) => engine.call(engine.token('operator'), method, where, body);

/** @param {any} page */
const alarmsOf = (page) => page.getByRole('region', { name: 'Alarms' });

/** What the engine tells of its machine, changed. @param {any} context @param {(stats: any) => object} change */
const plant = (context, change) => context.route('**/v1/stats', async (route) => {
  const answer = await route.fetch();
  const stats = await answer.json();
  await route.fulfill({ json: { ...stats, ...change(stats) } });
});

test('a full disk, a failed backup and a clock that is off are told on every tab, until it is put right', async () => {
  for (const colorScheme of ['light', 'dark']) {
    const { context, page, complaints } = await openConsoleOf({ browser, engine, news }, '', { colorScheme });
    await plant(context, ({ storage }) => ({ storage: { ...storage, full: true }, clock: { steps: 1, wall_ahead_seconds: -3600 },
      backups: { last_at: null, age_seconds: null, running: false, failures: 2, last_error: 'its disk is full', kept: 0 } }));
    await page.reload();
    for (const tab of ['Map', 'Audit']) {
      await page.getByRole('link', { name: tab }).click();
      await alarmsOf(page).getByRole('listitem').nth(2).waitFor();
      assert.deepEqual(await alarmsOf(page).getByRole('listitem').allInnerTexts(), ['The disk is nearly full: new requests are refused',
        'The last backup failed: its disk is full', 'The machine’s clock is 60 min behind the engine’s']);
    }
    await expectAccessible(page);
    await context.unroute('**/v1/stats');
    await alarmsOf(page).waitFor({ state: 'hidden' });
    assert.deepEqual(complaints, []);
    await context.close();
  }
});

test('a programme that is switched off is told, with the way to its switch', async () => {
  const programme = await asOperator('GET', '/v1/programme');
  await asOperator('PUT', '/v1/programme', { ...programme, open: false });
  const { context, page } = await openConsoleOf({ browser, engine, news });
  await alarmsOf(page).getByRole('link', { name: 'The programme is switched off: residents are turned away' }).click();
  await page.getByRole('heading', { name: 'Programme', exact: true }).waitFor();
  await asOperator('PUT', '/v1/programme', { ...programme, open: true });
  await alarmsOf(page).waitFor({ state: 'hidden' });
  await context.close();
});
