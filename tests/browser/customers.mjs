// What customers do from the links in their mails, on a phone and in one language: accept a quotation, choose an appointment, sign an acceptance
// and answer the survey. Staff's own part is done through the API.
//   node customers.mjs <address> <admin> <admin password> <language> [--screenshots <folder>] [--chromium <path>]
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { answersOn, fillForm, zones } from './form.mjs';
import { Looks } from './looks.mjs';
import { Product, eventually } from './product.mjs';
import { openBrowser, phone } from './visitors.mjs';

const { positionals, values: options } = parseArgs({ allowPositionals: true, options: { screenshots: { type: 'string' }, chromium: { type: 'string' } } });
const [address, admin, password, language] = positionals;
const product = new Product(address, admin, password);
const looks = new Looks(options.screenshots, { colours: language === 'en' });
const browser = await openBrowser(address, { executablePath: options.chromium, looks });
const letters = { en: /[a-z]/, fa: /[\u0600-\u06ff]/, zh: /[\u4e00-\u9fff]/ }[language];

/** Nothing covers the repair of a machine that nobody has registered: it is to be paid for. Each case has a serial number of its own, as other walks register theirs. */
const uncovered = { task: 'Task_cover', answers: { 'cover.action': 'decide', 'cover.basis': 'none', 'cover.reason': 'No contract.' } };

/** What the customer is asked, what staff does before, a refusal that asks for words where there is one, and what is so afterwards. */
const asked = [
  { process: 'repair-plan', before: [uncovered, 'plan.charged'], step: 'consent', refusal: 'consent.change',
    after: async (number) => (await product.call('GET', `/api/quotations?caseNumber=${number}`)).items.some((one) => one.status === 'accepted') },
  { process: 'appointment', before: [], step: 'choose',
    after: async (number) => (await product.call('GET', `/api/work-orders?caseNumber=${number}`)).items.some((one) => one.status === 'scheduled') },
  { process: 'acceptance', before: ['test'], step: 'sign-acceptance', refusal: 'sign-acceptance.refused',
    after: async (number) => (await product.case(number)).records.some((record) => record.type === 'acceptance-report') },
  { process: 'satisfaction-survey', table: 'complaint-handling', before: [], step: 'survey',
    after: async (number) => (await product.case(number)).records.some((record) => record.type === 'satisfaction-survey') },
];

async function table(name) {
  return JSON.parse(await readFile(new URL(`../AfterSales.Service.Tests/Workflows/paths/${name}.json`, import.meta.url), 'utf8'));
}

/** Answers by form key as the variables they become: <code>plan.days</code> is <code>days</code> of <code>plan</code>. */
function variables(answers) {
  const result = {};
  for (const [key, value] of Object.entries(answers)) {
    const [owner, name] = key.split('.');
    (result[owner] ??= {})[name] = value;
  }
  return result;
}

/** The open task of this step in one instance; other flows of the case may have a step of the same name. */
function taskOf(number, instance, elementId) {
  return eventually(`${elementId} of case ${number}`, async () =>
    (await product.openTasks(number)).find((one) => one.elementId === elementId && String(one.processInstanceKey) === String(instance)));
}

/** A request whose own flow has begun, and what its steps know of it. */
async function request() {
  const subject = { en: 'Machine stops', fa: 'دستگاه می‌ایستد', zh: '机器停机' }[language];
  const { caseNumber: number, trackingUrl } = await product.call('POST', '/api/requests', {
    kind: 'repair', subject, description: { en: 'After ten minutes.', fa: 'پس از ده دقیقه.', zh: '十分钟后。' }[language], language,
    customer: { name: 'Li Wei', email: `customers-${language}@customer.example`, phone: '+86 10 5555 0100' },
  });
  const [first] = await eventually('the first step', async () => { const open = await product.openTasks(number); return open.length > 0 ? open : null; });
  const { items } = await product.call('POST', '/v2/variables/search', { filter: { name: 'case', processInstanceKey: String(first.processInstanceKey) } });
  const { value } = await product.call('GET', `/v2/variables/${items[0].variableKey}`);
  return { number, track: new URL(trackingUrl).pathname, about: JSON.parse(value) };
}

async function prepare({ process, table: name, before, step }, { number, about }) {
  const { steps, variables: given } = await table(name ?? process);
  const own = name ? {} : { ...given, ...(given?.fault && { fault: { ...given.fault, serialNumber: `HL3K-${number}` } }) };
  const { processInstanceKey } = await product.call('POST', '/v2/process-instances', { processDefinitionId: process, variables: { ...own, case: about } });
  for (const one of before.map((name) => steps[name] ?? name)) {
    const task = await taskOf(number, processInstanceKey, one.task);
    await product.call('POST', `/v2/user-tasks/${task.userTaskKey}/completion`, { variables: variables(one.answers) });
  }
  return { steps, task: await taskOf(number, processInstanceKey, steps[step].task) };
}

async function answer(one, { steps, task }, number) {
  const mail = await eventually(`the mail about ${task.elementId}`, async () => (await product.mails(number)).find((sent) => sent.taskKey === task.userTaskKey && sent.links.some((link) => /\/t\//.test(link))));
  assert.equal(mail.language, language, 'the mail is in the language of the request');
  const page = await browser.visitor(language, phone);
  await page.goto(mail.links.find((link) => /\/t\//.test(link)));
  await page.locator('form.taskform').waitFor();
  assert.equal(await page.locator('html').getAttribute('dir'), language === 'fa' ? 'rtl' : 'ltr');
  assert.match(await page.locator('[data-instructions]').innerText(), letters, 'the page says what to do, in the language of its reader');
  await looks.check(page, `customer-${one.step}-${language}`);

  // Sent empty, the page says what is missing.
  await page.locator('[data-action="complete"]').click();
  await page.locator('[aria-invalid="true"]').first().waitFor();
  assert.match(await page.locator('[data-problems]').innerText(), letters);
  await looks.check(page, `customer-${one.step}-mistakes-${language}`);

  const { calendar } = await product.case(number);
  if (one.refusal) {
    const words = Object.keys(steps[one.refusal].answers).filter((key) => !(key in steps[one.step].answers));
    assert.equal(words.length, 1);
    assert.ok(!(await page.locator(`[data-field="${words[0]}"]`).isVisible()), 'nobody is asked for reasons before refusing');
    await fillForm(page, steps[one.refusal].answers, [], zones[calendar]);
    await looks.check(page, `customer-${one.refusal}-${language}`);
  }
  await fillForm(page, await answersOn(page, steps[one.step]), [], zones[calendar]);
  await looks.check(page, `customer-${one.step}-filled-${language}`);
  await page.locator('[data-action="complete"]').click();
  await page.locator('[data-closed="thanks"]').waitFor().catch(async () => { throw new Error(`${task.elementId} was not accepted: ${await page.locator('[data-problems]').innerText().catch(() => page.url())}`); });
  await looks.check(page, `customer-${one.step}-thanks-${language}`);
  await page.context().close();
  await eventually(`what follows from ${task.elementId}`, () => one.after(number));
}

try {
  const made = await request();
  const prepared = [];
  for (const one of asked) prepared.push(await prepare(one, made));

  // All that is asked stands on the tracking page, each with its own way to the answer.
  const page = await browser.visitor(language, phone);
  await page.goto(`${address}${made.track}`);
  assert.equal(await page.locator('[data-action="answer"]').count(), asked.length);
  await looks.check(page, `customer-track-asked-${language}`);
  for (const [index, one] of asked.entries()) await answer(one, prepared[index], made.number);
  await page.reload();
  assert.equal(await page.locator('[data-action="answer"]').count(), 0, 'nothing is asked any more');
  await looks.check(page, `customer-track-answered-${language}`);
  assert.deepEqual(await product.incidents(), [], 'nothing went wrong on the way');
  assert.deepEqual(looks.complaints, [], 'no page has a flaw');
} catch (error) {
  console.error(error.stack ?? error);
  for (const complaint of looks.complaints) console.error(`  ${complaint}`);
  for (const page of browser.pages()) console.error(page.url());
  process.exitCode = 1;
} finally {
  await browser.close();
}
