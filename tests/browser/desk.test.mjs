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
  const names = await board(page).getByRole('button', { name: /^Accept: Swahili speaker in 40203, asked \d{1,2}:\d\d [AP]M$/ }).count();
  assert.equal(names, 100, 'buttons are told apart by when was asked');
  assert.deepEqual(complaints, []);
  await context.close();
});

test('who is de-registered is told which of the two reasons it was, and that nothing comes', async () => {
  const short = await Engine.start('--offer-window', '1s');
  try {
    const missing = await hire(short, 'mia', 'Mia Missing');
    await register(short, missing, ['so']);
    await register(short, await hire(short, 'tom', 'Tom Takenoff'), ['vi']);
    await short.call(short.token('operator'), 'POST', '/v1/agents/tom/deregister', { reason: 'It is a test.' });
    const missed = await openPortalOf({ browser, engine: short }, 'mia');
    for (const misses of ['1 of 3', '2 of 3', '3 offers in a row went unanswered']) {
      await ask(short, { language: 'so' });
      await missed.page.getByText(misses).waitFor();
    }
    const taken = await openPortalOf({ browser, engine: short }, 'tom');
    await taken.page.getByText('An operator took you off').waitFor();
    assert.equal(await taken.page.getByText('went unanswered').count(), 0);
    assert.equal(await missed.page.getByText('An operator').count(), 0);
    for (const { page } of [missed, taken])
      for (const list of [offer(page), board(page)]) await list.getByText('Nothing comes here while you are de-registered.').waitFor();
    await missed.context.close();
    await taken.context.close();
  } finally {
    await short.stop();
  }
});

test('who is suspended, or not available, is told that nothing comes', async () => {
  const token = await hire(engine, 'sue', 'Sue Suspended');
  await register(engine, token, ['ko']);
  const { context, page } = await openPortalOf({ browser, engine }, 'sue');
  await offer(page).getByText('No offer at the moment.').waitFor();
  await engine.call(token, 'PUT', '/v1/agents/me/availability', { override: 'off' });
  await board(page).getByText('Nothing comes here while you are not available.').waitFor();
  await engine.call(engine.token('operator'), 'PATCH', '/v1/agents/sue/credentials', { license: { number: 'L-1', expires: '2020-12-31' } });
  await offer(page).getByText('Nothing comes here while you are suspended.').waitFor();
  await context.close();
});

test('an offer is answered on a telephone without scrolling, and stands above the figures for as long as it is open', async () => {
  const token = await hire(engine, 'pip', 'Pip Telephone');
  await register(engine, token, ['ja']);
  const { context, page, complaints } = await openPortalOf({ browser, engine }, 'pip', { viewport: { width: 390, height: 844 } });
  const top = async (each) => (await each.boundingBox()).y;
  const figures = page.getByText('Missed in a row');
  assert.ok(await top(figures) < await top(offer(page)));
  await ask(engine, { language: 'ja' });
  const accept = offer(page).getByRole('button', { name: /^Accept: / });
  await accept.waitFor();
  for (const width of [390, 320]) {
    await page.setViewportSize({ width, height: 844 });
    const { y, height } = await accept.boundingBox();
    assert.ok(y + height <= 844, `Accept ends at ${y + height} where the window is ${width} px wide`);
    assert.ok(await top(offer(page)) < await top(figures));
    const tabs = await page.getByRole('navigation', { name: 'Agent Portal' }).getByRole('link').all();
    assert.equal(await top(tabs[0]), await top(tabs[1]), 'the tabs stand in one row');
  }
  await expectAccessible(page);
  await accept.click();
  await offer(page).getByText('Nothing comes here').or(offer(page).getByText('No offer at the moment.')).waitFor();
  assert.ok(await top(figures) < await top(offer(page)));
  assert.deepEqual(complaints, []);
  await context.close();
});

test('the zone of the times is named', async () => {
  await register(engine, await hire(engine, 'zoe', 'Zoe Central'), ['uk']);
  const { context, page } = await openPortalOf({ browser, engine }, 'zoe', { timezoneId: 'America/Chicago' });
  await page.getByText('Times are in Central Time.').waitFor();
  await context.close();
});
