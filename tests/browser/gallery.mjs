// The pages people live in, at a company that has worked for months: each shows what it is for in one language, and its picture is kept.
//   node gallery.mjs <address> <admin> <admin password> <demo password> <language> [--pictures <folder>] [--chromium <path>] [--documented] [--only <beginning of names, with commas>]
import assert from 'node:assert/strict';
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { designerPictures } from './designer-pictures.mjs';
import { Looks } from './looks.mjs';
import { pagesOf, printed } from './paper.mjs';
import { Product } from './product.mjs';
import { openBrowser, phone } from './visitors.mjs';

const { positionals, values: options } = parseArgs({ allowPositionals: true, options: { pictures: { type: 'string' }, chromium: { type: 'string' }, only: { type: 'string' }, documented: { type: 'boolean' } } });
const [address, admin, password, demoPassword, language] = positionals;
const product = new Product(address, admin, password);
const looks = new Looks();
const browser = await openBrowser(address, { executablePath: options.chromium, looks });
/** As wide as a common screen, and small enough to be read in a guide. */
const desk = { width: 1280, height: 960 };
const letters = { en: /[a-z]/, fa: /[\u0600-\u06ff]/, zh: /[\u4e00-\u9fff]/ }[language];
const largestPicture = 200_000;
/** The pictures that README and guides show; with --documented only they are kept. */
const documented = ['task-phone', 'tracking', 'tasks', 'dashboard', 'dashboard-dark', 'heat', 'case', 'admin-people', 'designer', 'decision', 'test-run'];

const wanted = (name) => !options.only || options.only.split(',').some((beginning) => name.startsWith(beginning));

/** Checks the page as it stands and keeps what fits on the screen, beginning with a part of it where one is named. */
async function keep(page, name, { height, from } = {}) {
  await looks.fits(page, name);
  await looks.accessible(page, name, { resultTypes: ['violations'] });
  const missing = (await page.locator('body').innerText()).match(/\b(web|designer)\.[a-z]+\.[A-Za-z.]+\b/);
  if (missing) looks.complaints.push(`${name}: the text ${missing[0]} is missing in ${language}`);
  if (!options.pictures || (options.documented && !documented.includes(name))) return;
  await mkdir(options.pictures, { recursive: true });
  const size = page.viewportSize();
  if (height) await page.setViewportSize({ width: size.width, height });
  const file = join(options.pictures, `${name}-${language}.png`);
  if (from) await page.locator(from).evaluate((part) => part.scrollIntoView({ block: 'start' }));
  await page.screenshot({ path: file, animations: 'disabled' });
  await page.setViewportSize(size);
  const { size: bytes } = await stat(file);
  if (bytes > largestPicture) looks.complaints.push(`${name}: the picture takes ${bytes} bytes`);
}

async function open(page, url) {
  const answer = await page.goto(`${address}${url}${url.includes('?') ? '&' : '?'}lang=${language}`);
  assert.ok(answer.ok(), `${url} answers ${answer.status()}`);
  assert.equal(await page.locator('html').getAttribute('dir'), language === 'fa' ? 'rtl' : 'ltr');
}

const count = (page, selector) => page.locator(selector).count();

/** A diagram is drawn by script, a moment after the page. */
const drawn = (page) => page.locator('[data-diagram] .djs-container svg .djs-shape').first().waitFor({ timeout: 20_000 });

/** Cases of customers who write this language, the newest first, with what the API tells of each. */
async function casesOf(open) {
  const { items } = await product.call('GET', `/api/cases?open=${open}&take=200`);
  const inLanguage = items.filter((one) => (letters.source === '[a-z]' ? !/[^\u0000-\u024f]/.test(one.subject) : letters.test(one.subject)));
  return Promise.all(inLanguage.slice(0, 40).map((one) => product.case(one.caseNumber)));
}

const most = (cases, how) => cases.reduce((best, one) => (how(one) > how(best) ? one : best));

/** A complaint on its way with records and open tasks; the tale of most of the pictures. */
async function choose() {
  const running = await casesOf(true);
  const closed = await casesOf(false);
  assert.ok(running.length > 2 && closed.length > 3, `there is work in ${language}: ${running.length} open, ${closed.length} closed`);
  const atStaff = running.filter((one) => one.openTasks.some((task) => !task.assignee?.startsWith('customer:')));
  const complaints = atStaff.filter((one) => one.kind === 'complaint');
  const told = (one) => one.records.length * 10 + one.timeline.length;
  return {
    running: most(complaints, told),
    candidates: complaints.sort((one, other) => told(other) - told(one)).slice(0, 4),
    closed: most(closed.filter((one) => one.kind === 'complaint'), (one) => one.records.length),
  };
}

/** From the link of a mail on a phone: the task in short, its clock, its form. */
async function taskFromMail(number) {
  const mails = await product.mails(number);
  const { openTasks } = await product.case(number);
  const mail = mails.find((one) => one.personId && openTasks.some((task) => task.userTaskKey === one.taskKey && (task.assignee ?? one.personId) === one.personId));
  assert.ok(mail, `${number} has a task somebody got a mail for`);
  const link = new URL(mail.links.find((one) => /\/t\//.test(one))).pathname;
  const page = await browser.visitor(language, phone);
  await open(page, link);
  assert.match(await page.locator('[data-instructions]').innerText(), letters, 'the task says what to do');
  assert.ok((await count(page, 'form.taskform [data-field]')) > 0, 'its form is there');
  assert.ok((await count(page, '.clock')) > 0, 'its clock is there');
  await keep(page, 'task-phone');
  await page.setViewportSize(desk);
  await keep(page, 'task');
  await page.context().close();
}

async function customer(one) {
  const page = await browser.visitor(language, phone);
  await open(page, '/request');
  assert.ok((await count(page, 'input[name=kind]')) > 3, 'one may ask for several things');
  await keep(page, 'request-phone');
  await open(page, new URL(one.trackingUrl).pathname);
  assert.ok((await count(page, '.timeline li')) > 2, 'the customer sees the way of his request');
  await keep(page, 'tracking');
  await page.context().close();
}

async function inbox() {
  const page = await browser.signIn('service-manager', demoPassword, language, desk);
  await open(page, '/tasks?view=all');
  assert.ok((await count(page, '[data-bucket]')) > 1, 'tasks stand by how pressing they are');
  await keep(page, 'tasks');
  await open(page, '/tasks?view=all&kind=repair');
  assert.ok((await count(page, '[data-task]')) > 0);
  await page.context().close();
}

/** The open page lies within the sheet and takes no more sheets than it should; it is kept beside the pictures. */
async function onPaper(page, name, sheets) {
  await looks.fitsPaper(page, name);
  const pdf = await printed(page);
  if (options.pictures && !options.documented) await writeFile(join(options.pictures, `${name}-${language}.pdf`), pdf);
  console.log(`${name}: ${pagesOf(pdf)} pages`);
  assert.ok(pagesOf(pdf) <= sheets, `${name} takes ${pagesOf(pdf)} pages`);
}

/** Every number of the dashboard leads to what it counts. */
async function manager() {
  const page = await browser.signIn('service-manager', demoPassword, language, desk);
  await open(page, '/dashboard');
  for (const part of ['[data-kpi]', '[data-answers] tbody tr', '[data-backlog] tbody tr', '[data-load=groups] tbody tr', '[data-load=people] tbody tr', '[data-pressing] tbody tr'])
    assert.ok((await count(page, part)) > 1, `the dashboard has ${part}`);
  await keep(page, 'dashboard', { height: 1100 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await looks.contrast(page, 'dashboard-dark');
  if (language === 'zh') await keep(page, 'dashboard-dark', { height: 1100 });
  await page.emulateMedia({ colorScheme: 'light' });
  await onPaper(page, 'dashboard', 7);

  await open(page, '/kpis');
  const charts = await page.locator('[data-kpi]').evaluateAll((found) => found.map((one) => [one.dataset.kpi, one.querySelectorAll('svg').length]));
  assert.ok(charts.length >= 5, `figures are shown: ${charts}`);
  await keep(page, 'kpis', { height: 1100 });
  await onPaper(page, 'kpis', 8);
  const behind = await page.locator('a[href*="/kpis/cases"]').evaluateAll((links) => [...new Map(links.map((link) => [new URL(link.getAttribute('href'), location.href).searchParams.get('kpi'), link.getAttribute('href')])).entries()]);
  assert.ok(behind.length >= charts.length, `each figure leads to its cases: ${behind.map(([kpi]) => kpi)}`);
  for (const [kpi, href] of behind) {
    await open(page, href);
    assert.ok(await page.locator('[data-value]').innerText(), `${kpi} is told above its cases`);
  }
  await open(page, '/kpis/cases?kpi=resolution&from=2026-06-01&to=2026-11-18');
  assert.ok((await count(page, '[data-behind] [data-case]')) > 5, 'the cases behind a figure');
  await keep(page, 'kpi-cases');

  await open(page, '/heat?process=complaint-handling&days=0');
  await drawn(page);
  assert.ok((await count(page, '[data-step]')) > 10, 'each step says how long it takes');
  assert.ok((await count(page, '[data-diagram] [class*="heat-"]')) > 3, 'the diagram is shaded');
  await keep(page, 'heat', { height: 1100 });
  await onPaper(page, 'heat', 3);
  await page.context().close();
}

async function oneCase({ candidates, closed }) {
  const page = await browser.signIn('service-manager', demoPassword, language, desk);
  // Of those that have much to tell the one whose clocks leave most room for the diagram.
  const tops = [];
  for (const one of candidates) {
    await open(page, `/cases/${one.caseNumber}`);
    tops.push({ one, top: (await page.locator('[data-diagram]').boundingBox()).y });
  }
  await open(page, `/cases/${most(tops, ({ top }) => -top).one.caseNumber}`);
  await drawn(page);
  for (const part of ['.clock', '.timeline > li', '[data-open-tasks] li', '[data-records] li', '[data-mails] li']) assert.ok((await count(page, part)) > 0, `the case has ${part}`);
  await keep(page, 'case', { height: 1250 });
  await open(page, '/cases');
  assert.ok((await count(page, 'tbody tr')) > 20);
  await keep(page, 'cases');

  const record = most(closed.records, (one) => one.sections.length);
  await open(page, `/cases/${closed.caseNumber}/records/${record.number}`);
  assert.ok((await count(page, '.record-section')) > 0, 'the record has its sections');
  await keep(page, 'record');

  await open(page, `/cases/${closed.caseNumber}/casefile`);
  await drawn(page);
  const parts = await page.locator('[data-part]').evaluateAll((found) => [...new Set(found.map((one) => one.dataset.part))]);
  for (const part of ['facts', 'clocks', 'diagram', 'timeline', 'record', 'mails']) assert.ok(parts.includes(part), `the case file has its ${part}`);
  await keep(page, 'casefile');
  await page.emulateMedia({ media: 'print' });
  // As wide as the text on A4: nothing is cut off at the side of the paper.
  await page.setViewportSize({ width: 703, height: 1000 });
  await looks.fits(page, 'casefile on paper');
  assert.equal(await page.locator('.djs-overlay-container').first().isVisible(), false, 'nothing hovers over the drawing and makes the browser shrink the pages');
  const pdf = await printed(page);
  if (options.pictures && !options.documented) await writeFile(join(options.pictures, `casefile-${language}.pdf`), pdf);
  console.log(`case file of ${closed.caseNumber} (${closed.records.length} records): ${pagesOf(pdf)} pages`);
  assert.ok(pagesOf(pdf) > 1 && pagesOf(pdf) < 20, `the case file takes ${pagesOf(pdf)} pages`);
  const narrow = await page.locator('.timeline > li > div').evaluateAll((lines) => lines.filter((line) => line.getBoundingClientRect().width < 300).length);
  assert.equal(narrow, 0, 'every line of the timeline has the whole width of the paper');
  await page.context().close();
}

async function administration() {
  const page = await browser.signIn(admin, password, language, desk);
  const calendar = { en: 'standard', fa: 'iran', zh: 'china' }[language];
  for (const [name, url, part] of [
    ['calendar', `/admin/calendars/${calendar}`, 'table.month'], ['admin', '/admin', 'a'], ['admin-people', '/admin/people', 'tbody tr'], ['admin-groups', '/admin/groups', 'main li, tbody tr'],
    ['admin-outbox', '/admin/outbox', 'main'], ['admin-audit', '/admin/audit', 'main'], ['admin-incidents', '/admin/incidents', 'main'], ['policy', '/admin/escalation-policies/standard', 'form'],
    ['customers', '/customers', 'tbody tr'], ['equipment', '/equipment', 'tbody tr'], ['records', '/records', 'tbody tr'], ['help', '/help', 'article'],
  ]) {
    await open(page, url);
    assert.ok((await count(page, part)) > 0, `${url} has ${part}`);
    await keep(page, name, name === 'calendar' ? { from: 'section:has(#h-year)' } : {});
  }
  await page.context().close();
}

async function designer() {
  const page = await browser.signIn('service-manager', demoPassword, language, { width: 1440, height: 900 });
  page.setDefaultTimeout(90_000);
  await designerPictures(page, address, language, (name, how) => keep(page, name, how));
  await page.context().close();
}

const walks = { task: (told) => taskFromMail(told.running.caseNumber), customer: (told) => customer(told.running), inbox, manager, case: oneCase, administration, designer };

try {
  const told = await choose();
  for (const [name, walk] of Object.entries(walks)) if (wanted(name)) await walk(told);
  assert.deepEqual(looks.complaints, [], 'no page has a flaw');
} catch (error) {
  console.error(error.stack ?? error);
  for (const complaint of looks.complaints) console.error(`  ${complaint}`);
  process.exitCode = 1;
} finally {
  await browser.close();
}
