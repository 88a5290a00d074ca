// What somebody does who tries kod for the first time: `kod dev`, its three addresses and the links that sign in with one click.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, openWindow } from './browser.mjs';
import { Engine, hire } from './engine.mjs';

const loadMilliseconds = 240_000; // A roster of 750 agents, on a machine that tests something else as well.

let engine;
let browser;
let pages;
before(async () => {
  browser = await launch();
  engine = await Engine.startAs('dev');
  pages = (await engine.saying(/^pages:$[^]*^sign in[^]*^make another/m, loadMilliseconds)).match(/http:\S+/g);
});
after(async () => {
  await browser?.close();
  await engine?.stop();
});

test('traffic moves by itself; a new agent registers, takes a Spanish reader’s request, completes it, and every actor is seen at it', async () => {
  const [residents, , , agentLink, operatorLink] = pages;
  const [sample, operator, agent, resident] = await Promise.all([openWindow(browser), openWindow(browser), openWindow(browser), openWindow(browser, { locale: 'es' })]);
  await sample.page.goto(agentLink);
  await sample.page.getByRole('heading', { name: 'Agent Portal' }).waitFor();

  // Referrals come without anybody's doing.
  await operator.page.goto(operatorLink);
  const table = operator.page.getByRole('table', { name: 'Referrals, overdue first' });
  await table.getByRole('row').nth(2).waitFor({ timeout: 120_000 });

  // The exchange adds an agent, who registers in three sections. Nobody else in the roster speaks Swahili.
  await hire(engine, 'neema', 'Neema Example', '40203');
  await agent.page.goto(engine.link('agent', '--agent', 'neema'));
  await agent.page.getByRole('link', { name: 'Go to the kynect On Demand tab' }).click();
  await agent.page.getByText('I agree to these terms').click();
  await agent.page.getByRole('button', { name: 'Save and continue' }).click();
  await agent.page.getByText('Swahili').click();
  await agent.page.getByRole('button', { name: 'Save and continue' }).click();
  await agent.page.getByRole('button', { name: 'Save', exact: true }).click();
  await agent.page.getByText('You are registered').first().waitFor();
  const hand = agent.page.getByRole('group', { name: 'Take new referrals' });
  await hand.getByRole('button', { name: 'On', exact: true }).click(); // Whatever the hour is.
  await hand.getByText('Switched on by you').waitFor();
  await agent.page.getByRole('link', { name: 'Quick Updates Dashboard' }).click();

  await resident.page.goto(residents);
  await resident.page.getByRole('textbox', { name: 'Su nombre' }).fill('Rosa Example');
  await resident.page.getByRole('textbox', { name: 'Número de teléfono' }).fill('502-555-0142');
  await resident.page.getByLabel('Idioma que quiere hablar').selectOption('sw');
  await resident.page.getByRole('textbox', { name: 'Código postal' }).fill('40202');
  await resident.page.getByText('kynect On Demand puede dar').click();
  await resident.page.getByRole('button', { name: 'Pedir ayuda' }).click();
  await resident.page.getByRole('heading', { name: 'Estamos buscando un agente para usted' }).waitFor();
  const id = resident.page.url().split('/').pop();

  // Offered to her alone, or on the board by now: the sample's windows are short.
  await agent.page.getByRole('button', { name: 'Accept: Swahili speaker in 40202' }).click();
  const mine = agent.page.getByRole('region', { name: 'In progress' });
  await mine.getByRole('heading', { name: 'Rosa Example' }).waitFor();
  await resident.page.getByRole('heading', { name: 'Un agente tiene su solicitud' }).waitFor();
  await resident.page.getByText('Neema Example').waitFor();
  await mine.getByRole('button', { name: 'Complete', exact: true }).click();
  await mine.getByText('Enrolled in a plan').click();
  await mine.getByRole('button', { name: 'Complete the referral' }).click();
  await resident.page.getByRole('heading', { name: 'Su solicitud está cerrada' }).waitFor();

  await operator.page.getByRole('combobox', { name: 'Status' }).selectOption('Complete');
  await table.getByRole('button', { name: id }).click();
  await operator.page.getByText('Offered to neema').waitFor();
  await operator.page.getByText('Completed: Enrolled in a plan').waitFor();
  await operator.page.getByRole('link', { name: 'Actors', exact: true }).click();
  await operator.page.getByRole('combobox', { name: 'Kind' }).selectOption('agent');
  await operator.page.getByRole('table', { name: 'Actors one by one' }).getByRole('button', { name: 'Handled' }).click();
  await operator.page.getByRole('cell', { name: 'agent neema' }).waitFor();
  for (const { complaints, context } of [sample, operator, agent, resident]) {
    assert.deepEqual(complaints, []);
    await context.close();
  }
});
