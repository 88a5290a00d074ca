// A browser as people have one, that notes whatever a page complains of.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { root } from './engine.mjs';
import { complaintsOfFurnished, complaintsOfServed } from './markup.mjs';

const require = createRequire(path.join(root, 'build/browser/package.json'));
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const program = process.env.KOD_CHROMIUM ?? '/usr/bin/chromium';
const quiet = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'];

export const widths = [1280, 390, 320];

export const launch = () => chromium.launch({ executablePath: program, args: quiet });

/**
 * A new window with an empty profile. `complaints` holds errors of scripts, of the console, of the content policy and of the markup
 * that was served.
 * @param {any} browser @param {any} [options] of playwright's newContext
 */
export async function openWindow(browser, options = {}) {
  const context = await browser.newContext({ locale: 'en-US', timezoneId: 'America/New_York', viewport: { width: 1280, height: 900 }, ...options });
  context.setDefaultTimeout(60_000); // It only bounds what never comes.
  if (process.env.KOD_ASSETS) await serveFrom(path.resolve(process.env.KOD_ASSETS), context);
  const page = await context.newPage();
  const complaints = [];
  page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) complaints.push(message.text()); });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('response', (response) => readMarkup(response, complaints).catch(() => {})); // Whoever has gone on has no page any more.
  page.on('dialog', (dialog) => dialog.accept());
  return { context, page, complaints };
}

const types = { css: 'text/css', js: 'text/javascript', svg: 'image/svg+xml' };

/** For whoever writes scripts and styles: as they lie on the disk instead of in the program. @param {string} folder @param {any} context */
const serveFrom = (folder, context) => context.route('**/assets/**', (route) => {
  const name = new URL(route.request().url()).pathname.split('/').slice(3).join('/');
  const type = types[name.split('.').pop() ?? ''];
  const file = path.join(folder, name);
  return type && existsSync(file) ? route.fulfill({ path: file, contentType: type }) : route.continue();
});

/** @param {any} response @param {string[]} complaints */
async function readMarkup(response, complaints) {
  if (!(await response.headerValue('content-type'))?.startsWith('text/html')) return;
  complaints.push(...complaintsOfServed(await response.text()));
}

/** No barrier that axe knows, at any width; the page keeps inside the window, and its tree is good HTML. @param {any} page */
export async function expectAccessible(page) {
  await page.evaluate(() => document.fonts.ready.then(() => true)); // Other letters are wider.
  assert.deepEqual(complaintsOfFurnished(await page.content()), []);
  const before = page.viewportSize();
  const world = await ownWorld(page);
  await world.run(`${axe}; true`);
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(wide <= 0, `the page is ${wide} px wider than a window of ${width}`);
    const found = await world.run("axe.run(document, {resultTypes: ['violations']}).then((r) => JSON.stringify(r.violations.map((v) => [v.id, v.help, v.nodes.map((n) => n.html + ' ' + n.failureSummary)])))");
    assert.deepEqual(JSON.parse(found), [], `at ${width} px`);
  }
  await world.end();
  await page.setViewportSize(before);
}

/** Where scripts of the tests run beside a page's own, and its content policy doesn't hold. @param {any} page */
async function ownWorld(page) {
  const session = await page.context().newCDPSession(page);
  const { frameTree } = await session.send('Page.getFrameTree');
  const { executionContextId: contextId } = await session.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id, worldName: 'axe' });
  return {
    /** @param {string} expression */
    async run(expression) {
      const { result, exceptionDetails } = await session.send('Runtime.evaluate', { expression, contextId, awaitPromise: true, returnByValue: true });
      assert.equal(exceptionDetails, undefined, JSON.stringify(exceptionDetails));
      return result.value;
    },
    end: () => session.detach(),
  };
}
