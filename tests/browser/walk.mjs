// A case in a real browser, from the customer's request through every department's mail to the closed case.
//   node walk.mjs <address> <admin> <admin password> <process>/<path name> <language> [--staff <demo password>] [--screenshots <folder>]
// The ways through the workflows, with an answer for each form, stand in ../AfterSales.Service.Tests/Workflows/paths/.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { answersOn, fillForm, zones } from './form.mjs';
import { Looks } from './looks.mjs';
import { pagesOf, printed } from './paper.mjs';
import { Product, eventually } from './product.mjs';
import { desk, openBrowser, phone } from './visitors.mjs';

const { positionals, values: options } = parseArgs({
  allowPositionals: true,
  options: { staff: { type: 'string' }, screenshots: { type: 'string' }, chromium: { type: 'string' } },
});
const [address, admin, password, pathKey, language] = positionals;
const [processId, pathName] = pathKey.split('/');
const product = new Product(address, admin, password);
const { paths, request, ...own } = await table(processId);
const path = paths.find((one) => one.name === pathName);
assert.ok(path, `There is no path ${pathKey}`);
const steps = await Promise.all(path.steps.map(stepOf));

async function table(process) {
  return JSON.parse(await readFile(new URL(`../AfterSales.Service.Tests/Workflows/paths/${process}.json`, import.meta.url), 'utf8'));
}

/** A step by its name; `other-process:name` borrows one. */
async function stepOf(name) {
  const [process, step] = name.includes(':') ? name.split(':') : [null, name];
  const found = { name, ...(process ? (await table(process)).steps : own.steps)[step] };
  assert.ok(found.task, `${name} is no task: the walk neither moves the clock nor publishes messages`);
  return found;
}

const letters = { en: /[a-z]/, fa: /[\u0600-\u06ff]/, zh: /[\u4e00-\u9fff]/ };
const looks = new Looks(options.screenshots);
const browser = await openBrowser(address, { executablePath: options.chromium, looks });
const folder = await mkdtemp(join(tmpdir(), 'walk-'));
const photo = join(folder, 'seam.png');

const say = (line) => console.log(line);

async function drawPhoto() {
  const page = await browser.visitor(language, { width: 320, height: 240 });
  await page.setContent('<body style="margin:0;background:linear-gradient(45deg,#345,#9ab)"><p style="font:40px sans-serif;color:#fff;margin:80px 40px">seam 03</p>');
  await writeFile(photo, await page.screenshot());
  await page.context().close();
}

async function sendRequest() {
  const page = await browser.visitor(language, phone);
  await page.goto(`${address}/request?lang=${language}`);
  assert.equal(await page.locator('html').getAttribute('lang'), { en: 'en', fa: 'fa', zh: 'zh-Hans' }[language]);
  assert.equal(await page.locator('html').getAttribute('dir'), language === 'fa' ? 'rtl' : 'ltr');
  await page.locator('[data-action="send-request"]').click();
  await page.locator('[aria-invalid="true"]').first().waitFor();
  await looks.check(page, `request-mistakes-${language}`);
  await page.locator(`input[name="kind"][value="${request.kind}"]`).check({ force: true });
  await page.fill('#subject', request.subject);
  await page.fill('#description', request.description);
  await page.locator(`input[name="urgency"][value="${request.urgency}"]`).check({ force: true });
  const fileField = page.locator('[data-kind="photos"], [data-kind="files"]').first();
  await fileField.locator('input[type=file][name]').setInputFiles([photo]);
  await page.fill('#productModel', request.product.model);
  await page.fill('#serialNumber', request.product.serialNumber);
  await page.fill('#orderNumber', request.product.orderNumber);
  await page.fill('#customerName', request.customer.name);
  await page.fill('#customerCompany', request.customer.company);
  await page.fill('#customerEmail', `${language}.${pathName}@customer.example`);
  await page.fill('#customerPhone', request.customer.phone);
  await looks.check(page, `request-${language}`);
  await page.locator('[data-action="send-request"]').click();
  await page.waitForURL(/\/track\//);
  const number = (await page.locator('body').innerText()).match(/[A-Z]{3}-\d{4}-\d{4}/)?.[0];
  assert.ok(number, 'the tracking page names the case');
  await looks.check(page, `tracking-new-${language}`);
  const tracking = page.url();
  await page.context().close();
  return { number, tracking };
}

/** The mail that brought this task to somebody, and the link in it. */
async function taskMail(number, taskKey) {
  const mail = await eventually(`a mail for task ${taskKey}`, async () =>
    (await product.mails(number)).find((one) => one.taskKey === taskKey && one.links.some((link) => /\/t\//.test(link))));
  return { mail, link: mail.links.find((link) => /\/t\//.test(link)) };
}

async function doTask(number, task, step, index) {
  const { mail, link } = await taskMail(number, task.userTaskKey);
  const viewport = index % 2 === 0 ? phone : desk;
  const page = await browser.visitor(language, viewport);
  // A mail scanner opens the link first, more than once. That must change nothing.
  for (let i = 0; i < 2; i++) await fetch(link, { redirect: 'manual' });
  assert.equal((await product.task(task.userTaskKey)).state, 'CREATED', 'opening a link completes nothing');
  await page.goto(link);
  await page.locator('form.taskform').waitFor();
  assert.match(await page.locator('[data-instructions]').innerText(), letters[mail.language], 'the task says what to do, in the language of its reader');
  await fillForm(page, await answersOn(page, step), [photo], zones[(await product.case(number)).calendar]);
  await looks.check(page, `task-${task.elementId}-${mail.language}-${viewport.width}`);
  await page.locator('[data-action="complete"]').click();
  await page.locator('[data-closed]').waitFor().catch(async () => {
    throw new Error(`${task.elementId} was not accepted: ${(await page.locator('.problem, .problems').allInnerTexts()).join(' | ')}`);
  });
  assert.equal(await page.locator('[data-closed]').first().getAttribute('data-closed'), 'thanks');
  if (index === 0) {
    await looks.check(page, `task-thanks-${mail.language}`);
    await page.goto(link);
    await page.locator('[data-closed]').waitFor();
    assert.equal(await page.locator('form.taskform').count(), 0, 'a used link offers no form');
    await looks.check(page, `task-used-${mail.language}`);
  }
  await page.context().close();
  say(`  ${String(index + 1).padStart(2)} ${task.elementId.padEnd(26)} ${mail.toName} <${mail.to}> (${mail.language})`);
}

/** The pages a signed-in member of staff works on, at one moment of the case. */
async function staffPages(number, moment) {
  for (const viewport of [desk, phone]) {
    const page = await browser.signIn(admin, password, language, viewport);
    for (const [name, url] of [['tasks', '/tasks?view=all'], ['cases', '/cases'], ['case', `/cases/${number}`], ['mailbox', '/mailbox']]) {
      const join = url.includes('?') ? '&' : '?';
      await page.goto(`${address}${url}${join}lang=${language}`);
      if (name === 'case') {
        await page.locator('.djs-container svg .djs-shape').first().waitFor({ timeout: 20000 });
        assert.ok(await page.locator('.bjs-powered-by').first().isVisible(), 'the mark of the diagram library stays visible');
      }
      await looks.check(page, `${name}-${moment}-${language}-${viewport.width}`);
    }
    await page.context().close();
  }
}

/** Each record on paper, on two A4 pages at most; and found again by its number. */
async function recordPages(number, records) {
  const page = await browser.signIn(admin, password, language);
  for (const record of records) {
    await page.goto(`${address}/cases/${number}/records/${record.number}?lang=${language}`);
    await looks.check(page, `record-${record.type}-${language}`);
    const pages = pagesOf(await printed(page));
    assert.ok(pages === 1 || pages === 2, `${record.number} takes ${pages} pages`);
  }
  await page.goto(`${address}/records?q=${records[0].number}&lang=${language}`);
  await page.locator(`[data-record="${records[0].number}"]`).waitFor();
  await looks.check(page, `records-${language}`);
  await page.context().close();
}

try {
  await drawPhoto();
  const { number, tracking } = await sendRequest();
  say(`${number} (${pathName}, ${language})`);
  await eventually('the acknowledgement', async () => (await product.mails(number)).some((mail) => mail.template === 'acknowledgement'));

  const waiting = [...steps];
  const half = Math.floor(waiting.length / 2);
  for (let index = 0; waiting.length > 0; index++) {
    if (index === half) await staffPages(number, 'open');
    const { task, step } = await eventually(`one of the tasks ${waiting.map((one) => one.task).join(', ')}`, async () => {
      const open = await product.openTasks(number);
      // Branches run side by side: the first step whose task is open, but never past an earlier step of the same task.
      for (const step of waiting) {
        const task = open.find((one) => one.elementId === step.task);
        if (task) return { task, step };
      }
      return null;
    });
    waiting.splice(waiting.indexOf(step), 1);
    await doTask(number, task, step, index);
  }

  const closed = await eventually('the end of the case', async () => {
    const view = await product.case(number);
    return view.status === path.status && view.openTasks.length === 0 ? view : null;
  });
  assert.equal((await product.incidents()).length, 0, 'nothing went wrong on the way');
  assert.ok(closed.records.length > 0, 'records are filed');
  assert.ok(closed.attachments.length > 0, 'the photo is kept');
  await staffPages(number, 'closed');
  await recordPages(number, closed.records);
  const page = await browser.visitor(language, phone);
  await page.goto(`${tracking}${tracking.includes('?') ? '&' : '?'}lang=${language}`);
  await looks.check(page, `tracking-closed-${language}`);
  const told = await page.locator('.timeline li:not(.coming)').evaluateAll((lines) => lines.map((line) => line.querySelector('div').innerText.replace(line.querySelector('time').innerText, '').trim()));
  assert.ok(told.some((line) => line.includes(number)), `the mails are named: ${told.join(' | ')}`);
  assert.ok(told.length > 2 && new Set(told).size === told.length, `the customer reads no line twice: ${told.join(' | ')}`);
  await page.context().close();

  assert.deepEqual(looks.complaints, [], 'no page has a flaw');
  say(`${number} is ${closed.status} with ${closed.records.length} records and ${(await product.mails(number)).length} mails`);
} catch (error) {
  console.error(error.stack ?? error);
  for (const complaint of looks.complaints) console.error(`  ${complaint}`);
  process.exitCode = 1;
} finally {
  await browser.close();
}
