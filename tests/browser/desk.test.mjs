// What stands on an agent's desk, and what is said of it: in a rush, on a telephone, and when nothing can come.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { expectAccessible, launch } from './browser.mjs';
import { ask, Engine, hire, register } from './engine.mjs';
import { board, broadcast, offer, openPortalOf, recent } from './portal.mjs';

let engine;
let browser;
before(async () => {
  [engine, browser] = await Promise.all([Engine.start(), launch()]);
});
after(async () => {
  await browser?.close();
  await engine?.stop();
});

test('a board of more than a hundred says so, and what was finished is there all the same', async () => {
  const all = [];
  for (let at = 0; at < 10; at += 1) all.push(...await Promise.all(Array.from({ length: 11 }, () => ask(engine, { language: 'sw' }))));
  const token = await hire(engine, 'ada', 'Ada Agent');
  await register(engine, token, ['sw']);
  await engine.call(token, 'POST', `/v1/referrals/${all[0].id}/accept`);
  await engine.call(token, 'POST', `/v1/referrals/${all[0].id}/complete`, { disposition: 'enrolled' });
  const { context, page, complaints } = await openPortalOf({ browser, engine }, 'ada');
  await board(page).getByText('The oldest 100 are shown.').waitFor();
  assert.equal(await board(page).getByRole('article').count(), 100);
  await recent(page).getByText('Enrolled in a plan').waitFor();
  assert.deepEqual(complaints, []);
  await context.close();
});
