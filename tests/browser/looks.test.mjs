// How the portal looks where that can be measured: in the dark, on a small telephone, and where somebody can't bear motion.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from './browser.mjs';
import { Engine, hire, register } from './engine.mjs';
import { openPortalOf } from './portal.mjs';

let engine;
let browser;
let page;
before(async () => {
  [engine, browser] = await Promise.all([Engine.start(), launch()]);
  await register(engine, await hire(engine, 'ada', 'Ada Agent'));
  ({ page } = await openPortalOf({ browser, engine }, 'ada', { viewport: { width: 320, height: 844 }, colorScheme: 'dark' }));
  await page.goto(`${engine.url}/agent#registration`);
  await page.getByRole('heading', { name: 'Schedule & Availability' }).waitFor();
});
after(async () => {
  await browser?.close();
  await engine?.stop();
});

/** What a style comes to, as a number of pixels. @param {any} locator @param {string} name */
const pixels = (locator, name) => locator.evaluate((each, style) => parseFloat(getComputedStyle(each)[style]), name);

test('a heading of two lines has room between them', async () => {
  await page.getByLabel('Monday to').selectOption('12:00 AM');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const heading = page.getByRole('heading', { name: 'This could not be saved' });
  assert.ok(await pixels(heading, 'lineHeight') >= 1.15 * await pixels(heading, 'fontSize'));
});

test('a field that can’t be used is dark in the dark', async () => {
  await page.getByRole('button', { name: 'Add Out of Office' }).click();
  const until = page.getByLabel('Until');
  assert.ok(await until.isDisabled());
  const [, ...colour] = (await until.evaluate((each) => getComputedStyle(each).backgroundColor)).match(/rgb\((\d+), (\d+), (\d+)\)/);
  assert.ok(Math.max(...colour.map(Number)) < 100, `it is rgb(${colour})`);
});

test('a section’s number stands in the middle of its circle', async () => {
  const off = await page.locator('.sections__number').first().evaluate((each) => {
    const range = document.createRange();
    range.selectNodeContents(each);
    const [circle, number] = [each, range].map((one) => one.getBoundingClientRect());
    return [circle.x + circle.width / 2 - number.x - number.width / 2, circle.y + circle.height / 2 - number.y - number.height / 2];
  });
  for (const each of off) assert.ok(Math.abs(each) <= 1, `it is ${off} px away`);
});

test('the letters of the week’s picture can be read on a small telephone', async () => {
  const scale = await page.locator('.week').evaluate((each) => each.getBoundingClientRect().width / 100);
  for (const name of ['.week__day', '.week__hour']) {
    const size = scale * await pixels(page.locator(name).first(), 'fontSize');
    assert.ok(size >= 12, `${name} has ${size} px`);
  }
});

/** Whatever moves by itself, or takes its time. */
const moving = () => [...document.querySelectorAll('*')].filter((each) => {
  const style = getComputedStyle(each);
  return style.transitionDuration.split(', ').some((one) => parseFloat(one) > 0) || style.animationName !== 'none' || style.scrollBehavior === 'smooth';
}).map((each) => `${each.tagName}.${each.className}`);

test('nothing moves for somebody who asked for less motion', async () => {
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  assert.notDeepEqual(await page.evaluate(moving), [], 'there is motion otherwise');
  await page.emulateMedia({ reducedMotion: 'reduce' });
  assert.deepEqual(await page.evaluate(moving), []);
});
