// Makes the pictures of docs/pages: `node tests/browser/screenshots.mjs`. Everybody in them is made up.

import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { launch, openWindow } from './browser.mjs';
import { ask, Engine, hire, register, root } from './engine.mjs';

const folder = path.join(root, 'docs/pages');
mkdirSync(folder, { recursive: true });
const engine = await Engine.start();
const browser = await launch();
const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 };
const desk = { viewport: { width: 1280, height: 1100 } };

/** @param {any} page @param {string} name */
async function take(page, name) {
  await page.evaluate(() => { /** @type {HTMLElement} */ (document.activeElement)?.blur(); scrollTo(0, 0); });
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
}

try {
  const tokens = [await hire(engine, 'ada', 'Ada Example'), await hire(engine, 'ben', 'Ben Example')];
  for (const token of tokens) await register(engine, token, ['en', 'es']);

  const resident = await openWindow(browser, phone);
  await resident.page.goto(engine.url);
  await take(resident.page, 'ask');
  const spanish = await openWindow(browser, { ...phone, locale: 'es', colorScheme: 'dark' });
  await spanish.page.goto(engine.url);
  await spanish.page.getByRole('textbox', { name: 'Su nombre' }).fill('Rosa Example');
  await spanish.page.getByRole('textbox', { name: 'Número de teléfono' }).fill('502-555-0142');
  await spanish.page.getByRole('textbox', { name: 'Código postal' }).fill('40202');
  await spanish.page.getByText('kynect On Demand puede dar').click();
  await spanish.page.getByRole('button', { name: 'Pedir ayuda' }).click();
  await spanish.page.getByRole('heading', { name: 'Estamos buscando' }).waitFor();
  await take(spanish.page, 'follow');

  const agent = await openWindow(browser, desk);
  await agent.page.goto(engine.link('agent', '--agent', 'ada'));
  const mass = await ask(engine, { language: 'en', zip: '42001' });
  await engine.call(engine.token('operator'), 'POST', `/v1/referrals/${mass.id}/broadcast`);
  await ask(engine, { language: 'es' });
  await ask(engine, { language: 'en' });
  await agent.page.getByRole('button', { name: /^Accept: / }).nth(1).waitFor();
  await take(agent.page, 'agent');
  await agent.page.getByRole('link', { name: 'kynect On Demand', exact: true }).last().click();
  await agent.page.getByRole('heading', { name: 'My Availability' }).waitFor();
  await take(agent.page, 'availability');

  const operator = await openWindow(browser, desk);
  await operator.page.goto(engine.link('operator'));
  await operator.page.getByRole('button', { name: mass.id }).click();
  await operator.page.getByText('Open to every agent').waitFor();
  await take(operator.page, 'operator');
  await operator.page.getByRole('link', { name: 'Actors' }).click();
  await operator.page.getByRole('cell', { name: 'agent ada' }).waitFor();
  await take(operator.page, 'actors');
} finally {
  await browser.close();
  await engine.stop();
}
