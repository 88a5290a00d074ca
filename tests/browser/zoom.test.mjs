// Every page at twice its size: zoomed as a whole, which leaves half the width, and with its letters alone twice as large.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, openWindow } from './browser.mjs';
import { openConsoleOf } from './console.mjs';
import { ask, Engine, hire, register } from './engine.mjs';
import { News } from './news.mjs';

let engine;
let browser;
let news;
let shown;
before(async () => {
  [engine, browser, news] = await Promise.all([Engine.start(), launch(), News.start()]);
  const token = await hire(engine, 'ada', 'Ada Agent');
  await register(engine, token);
  shown = await ask(engine, { email: 'rosa.example.of.a.long.name@example.org', note: 'After five, please.' });
  await engine.call(engine.token('operator'), 'POST', `/v1/referrals/${shown.id}/assign`, { agent_id: 'ada' });
  await engine.call(token, 'POST', `/v1/referrals/${shown.id}/accept`);
  const offered = await ask(engine);
  await engine.call(engine.token('operator'), 'POST', `/v1/referrals/${offered.id}/assign`, { agent_id: 'ada' });
});
after(async () => {
  await browser?.close();
  await news?.stop();
  await engine?.stop();
});

const ways = {
  'at 200 %': { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 },
  'with letters of 200 %': { viewport: { width: 1280, height: 900 } },
};

/** Whatever stands outside the window, or is cut off by what it stands in. What can be scrolled isn't cut. */
function cut() { // The design system keeps its radio buttons outside the window, and draws them beside their labels.
  const isShown = (each) => each.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && !each.closest('.usa-sr-only, .usa-skipnav, .usa-radio__input, .usa-checkbox__input, svg, select');
  const scrolls = (each) => each.closest('.scroll') !== null;
  const name = (each) => `${each.tagName.toLowerCase()}.${each.className}: ${each.textContent.trim().slice(0, 40)}`;
  const found = [];
  const over = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (over > 0) found.push(`the page is ${over} px too wide`);
  for (const each of document.body.querySelectorAll('*')) {
    if (!isShown(each) || scrolls(each)) continue;
    const box = each.getBoundingClientRect();
    if (box.width > 1 && (box.right > innerWidth + 1 || box.left < -1)) found.push(`outside: ${name(each)}`);
    const hides = getComputedStyle(each).overflowX !== 'visible' || each.matches('button, a, .tag, dd, dt');
    if (hides && each.clientWidth > 0 && each.scrollWidth > each.clientWidth + 1) found.push(`cut: ${name(each)}`);
  }
  return found;
}

/** @param {any} page @param {string} way */
async function expectWhole(page, way) {
  if (way.startsWith('with letters')) await page.evaluate(() => { document.documentElement.style.fontSize = '200%'; });
  await page.evaluate(() => document.fonts.ready.then(() => true)); // Other letters are wider.
  assert.deepEqual(await page.evaluate(cut), [], way);
}

for (const [way, options] of Object.entries(ways)) {
  for (const locale of ['en', 'es']) {
    test(`nothing of the resident’s pages is cut ${way} (${locale})`, async () => {
      const { context, page } = await openWindow(browser, { locale, ...options });
      await page.goto(engine.url);
      await expectWhole(page, way);
      await page.locator('#ask button[type=submit]').click();
      await page.locator('#mistakes').waitFor();
      await expectWhole(page, way);
      await page.locator('#name').fill(`Rosa Example ${locale} ${way}`);
      await page.locator('#phone').fill('502-555-0142');
      await page.locator('#zip').fill('40202');
      await page.locator('label[for=consent]').click();
      await page.locator('#ask button[type=submit]').click();
      await page.waitForURL('**/requests/*');
      await expectWhole(page, way);
      for (const where of [`${page.url()}/cancel`, `${engine.url}/sign-in?ended`, `${engine.url}/requests/${shown.id}`]) {
        await page.goto(where);
        await expectWhole(page, way);
      }
      await context.close();
    });
  }

  test(`nothing of the Agent Portal is cut ${way}`, async () => {
    const { context, page } = await openWindow(browser, options);
    await page.goto(engine.link('agent', '--agent', 'ada'));
    await page.getByRole('button', { name: /^Accept: / }).first().waitFor();
    await page.getByRole('button', { name: 'Complete', exact: true }).click();
    await expectWhole(page, way);
    await page.goto(`${engine.url}/agent#registration`);
    for (const section of ['Agree to Register', 'Preferred Contact Information', 'Schedule & Availability']) {
      await page.getByRole('navigation', { name: 'Sections' }).getByRole('button', { name: section }).click();
      await page.getByRole('heading', { name: section, level: 3 }).waitFor();
      await expectWhole(page, way);
    }
    await context.close();
  });

  test(`nothing of the console is cut ${way}`, async () => {
    const { context, page } = await openConsoleOf({ browser, engine, news }, '', options);
    const tab = (name) => page.getByRole('navigation', { name: 'Operator console' }).getByRole('link', { name });
    await page.getByRole('button', { name: shown.id }).click();
    await page.getByText('The resident asked').waitFor();
    await expectWhole(page, way);
    await page.getByRole('button', { name: 'Reveal contact' }).click();
    await expectWhole(page, way);
    await page.getByRole('dialog').getByLabel('Reason').fill('It is a test.');
    await page.getByRole('button', { name: 'Look at it' }).click();
    await page.getByText('rosa.example.of.a.long.name').waitFor();
    await expectWhole(page, way);
    for (const [name, told] of [['Map', 'Kentucky'], ['Agents', 'Agents'], ['Actors', 'Dead letters'], ['Notifications', 'Notifications'], ['Programme', 'Programme'], ['Audit', 'Audit']]) {
      await tab(name).click();
      await page.getByRole('heading', { name: told, exact: true }).waitFor();
      if (name === 'Programme') await page.getByText('By weekly hours').click();
      await expectWhole(page, way);
    }
    await context.close();
  });
}
