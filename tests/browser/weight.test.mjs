// What a first visit weighs, as bytes on the wire, and how long a thousand referrals take to be seen.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, openWindow } from './browser.mjs';
import { ask, Engine, hire, register } from './engine.mjs';
import { News } from './news.mjs';

const most = 200_000;
const crowd = 1000;
const atOnce = 20;

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

/** Visits with an empty cache until something stands there; the bytes of each file that came, by its name. */
async function weigh(link, last) {
  const { context, page } = await openWindow(browser); // Nothing is routed: that would take the cache away.
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  const names = new Map();
  const bytes = new Map();
  session.on('Network.responseReceived', ({ requestId, response }) => names.set(requestId, new URL(response.url).pathname));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => bytes.set(requestId, encodedDataLength));
  await page.goto(link);
  await page.locator(last).first().waitFor();
  await page.evaluate(() => document.fonts.ready);
  await context.close();
  const files = [...bytes].map(([id, size]) => [names.get(id) ?? '', size]);
  return { files, total: files.reduce((sum, [, size]) => sum + size, 0) };
}

for (const [name, { link, last, script }] of Object.entries({
  'the resident’s form': { link: () => engine.url, last: '#ask', script: 'ask.js' },
  'the Agent Portal, with signing in': { link: () => engine.link('agent', '--agent', 'ada'), last: '[data-room] .tabs', script: 'dashboard.js' },
  'the operator console, with signing in': { link: () => engine.link('operator'), last: '[data-operator] .filters', script: 'referrals.js' },
})) {
  test(`${name} sends at most 200 kB on a first visit`, async () => {
    if (name.includes('Agent')) await register(engine, await hire(engine, 'ada', 'Ada Agent'));
    const { files, total } = await weigh(link(), last);
    const heaviest = files.sort((one, other) => other[1] - one[1]).slice(0, 3).map(([file, size]) => `${file.split('/').pop()} ${size}`).join(', ');
    console.log(`${name}: ${total} bytes in ${files.length} answers; ${heaviest}`);
    assert.ok(files.some(([file]) => file.endsWith('uswds.min.css')), 'the design system is counted');
    assert.ok(files.some(([file]) => file.endsWith(script)), 'what is seen first is counted');
    assert.ok(total > 10_000 && total <= most, `${total} bytes`);
  });
}

test('a thousand referrals are listed, a page at a time', async () => {
  for (let at = 0; at < crowd; at += atOnce) await Promise.all(Array.from({ length: atOnce }, () => ask(engine, { language: 'ne' })));
  const { context, page } = await openWindow(browser);
  await news.serve(context);
  await page.goto(engine.link('operator'));
  await page.getByRole('table', { name: 'Referrals, overdue first' }).getByRole('row').nth(50).waitFor();
  const milliseconds = await page.evaluate(() => performance.now());
  console.log(`first row of ${crowd} referrals: at most ${Math.round(milliseconds)} ms after the navigation began`);
  await page.getByText('The first 50 referrals are shown.').waitFor();
  await context.close();
});
