// A working day of somebody on the staff, in one language: the list is searched, narrowed and kept under a name, tasks are taken and passed on many at
// once, one is held up by a question and an obstacle, done, and leads to the next; a substitute sees what is left while the person is away.
//   node staff.mjs <address> <admin> <admin password> <language> [--screenshots <folder>] [--chromium <path>]
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { fillForm, writtenDate } from './form.mjs';
import { Looks } from './looks.mjs';
import { Product, eventually } from './product.mjs';
import { desk, openBrowser, phone } from './visitors.mjs';

const { positionals, values: options } = parseArgs({ allowPositionals: true, options: { screenshots: { type: 'string' }, chromium: { type: 'string' } } });
const [address, admin, password, language] = positionals;
const product = new Product(address, admin, password);
const looks = new Looks(options.screenshots, { colours: language === 'en' });
const browser = await openBrowser(address, { executablePath: options.chromium, looks });
const { steps } = JSON.parse(await readFile(new URL('../AfterSales.Service.Tests/Workflows/paths/complaint-handling.json', import.meta.url), 'utf8'));
const words = {
  en: { subject: 'Fan rattles at start', view: 'Fans of today', why: 'I am at a customer', question: 'Since when?', missing: 'The pump is not in stock' },
  fa: { subject: 'پنکه هنگام روشن شدن صدا می‌دهد', view: 'پنکه‌های امروز', why: 'نزد مشتری هستم', question: 'از کی؟', missing: 'پمپ در انبار نیست' },
  zh: { subject: '风扇启动时有异响', view: '今天的风扇', why: '我在客户现场', question: '从什么时候开始？', missing: '仓库没有泵' },
}[language];
const names = { clerk: ['Day shift', 'شیفت روز', '白班'], deputy: ['Late shift', 'شیفت عصر', '晚班'] };
const ofReader = (who) => names[who][['en', 'fa', 'zh'].indexOf(language)];
const idOf = (who) => `${who}-${language}`;

const open = async (page, path) => {
  const answer = await page.goto(`${address}${path}${path.includes('?') ? '&' : '?'}lang=${language}`);
  assert.ok(answer.ok(), `${path} answers ${answer.status()}`);
};
const press = (page, action) => page.locator(`[data-action="${action}"]`).first().click();
const rows = (page) => page.locator('tr[data-task]');

/** The page as it stands, at a desk, on a tablet and on a phone. */
async function look(page, name) {
  await looks.check(page, `staff-${name}-${language}`);
  await page.setViewportSize({ width: 768, height: 900 });
  await looks.fits(page, name);
  await page.setViewportSize(phone);
  await looks.check(page, `staff-${name}-${language}-phone`);
  await page.setViewportSize(desk);
}

/** Somebody new in sales, invited by the administrator and signed in. */
async function colleague(who) {
  const page = await browser.signIn(admin, password, language);
  await open(page, '/admin/people/new');
  for (const [field, value] of [['id', idOf(who)], ['nameEn', names[who][0]], ['nameFa', names[who][1]], ['nameZh', names[who][2]], ['email', `${idOf(who)}@demo.example`]]) await page.fill(`#${field}`, value);
  await page.locator('input[name="groups"][value="sales"]').check({ force: true });
  await page.selectOption('[data-field="language"] select', language);
  await press(page, 'save');
  await page.waitForURL(`**/admin/people/${idOf(who)}`);
  await page.context().close();
  const { items: [mail] } = await product.call('GET', `/api/mail?to=${idOf(who)}@demo.example&limit=5`);
  const guest = await browser.visitor(language);
  await guest.goto(address + new URL(mail.links.find((link) => link.includes('/welcome/'))).pathname);
  await guest.fill('input[type=password]', 'a-password-of-my-own');
  await press(guest, 'set-password');
  await guest.context().close();
  return browser.signIn(idOf(who), 'a-password-of-my-own', language);
}

/** Found by the subject, narrowed by kind, kept under a name; a search without result says so and leads back. */
async function find(page) {
  await open(page, '/tasks?view=group');
  await page.fill('.filters [name=q]', words.subject);
  await page.selectOption('.filters [name=kind]', 'complaint');
  await page.locator('.filters button[type=submit]').click();
  await page.waitForURL(/kind=complaint/);
  assert.equal(await rows(page).count(), 4, 'what was searched for, no more');
  for (const badge of await rows(page).locator('.badge').all()) assert.match(await badge.innerText(), /[\p{L}]/u, 'a colour of a due time comes with words');
  await look(page, 'found');

  await page.locator('.saveview summary').click();
  await page.fill('.saveview [name=name]', words.view);
  await press(page, 'save-view');
  await page.locator('.toast').waitFor();
  await open(page, '/tasks');
  await page.locator('[data-saved] a').filter({ hasText: words.view }).click();
  await page.waitForURL(/kind=complaint/);
  assert.equal(await rows(page).count(), 4, 'the view shows what it was saved for');
  assert.equal(await page.inputValue('.filters [name=q]'), words.subject);

  await page.fill('.filters [name=q]', 'qqqqq');
  await page.locator('.filters button[type=submit]').click();
  await page.locator('.empty').waitFor();
  await look(page, 'nothing');
  await page.locator('.empty a.btn').click();
  await rows(page).nth(3).waitFor();
}

async function choose(page, count) {
  for (let row = 0; row < count; row++) await rows(page).nth(row).locator('.rowbox').click();
}

/** Three taken at once, one of them given on: a gap is told and nothing of the choice is lost. */
async function many(page) {
  await page.locator('[data-saved] a').filter({ hasText: words.view }).click();
  await page.waitForURL(/kind=complaint/);
  await choose(page, 3);
  await look(page, 'chosen');
  await press(page, 'bulk-take');
  await page.locator('.toast').waitFor();
  assert.equal(await rows(page).count(), 1, 'what was taken is nobody\'s no more');

  await open(page, '/tasks?view=mine');
  assert.equal(await rows(page).count(), 3);
  await choose(page, 1);
  await page.selectOption('#bulk [name=to]', idOf('deputy'));
  await press(page, 'bulk-assign');
  await page.locator('[data-problems]').waitFor();
  assert.equal(await page.inputValue('#bulk [name=to]'), idOf('deputy'), 'who was chosen stays chosen');
  assert.equal(await page.locator('.rowbox input:checked').count(), 1, 'what was chosen stays chosen');
  await look(page, 'refused');
  await page.fill('#bulk [name=reason]', words.why);
  await press(page, 'bulk-assign');
  await page.locator('.toast').waitFor();
  assert.equal(await rows(page).count(), 2);
}

/** "Cannot do this": to a colleague, back to the department, a question to the customer, an obstacle; each asks for a reason. */
async function cannot(page) {
  await rows(page).first().locator('a.main').click();
  await press(page, 'cannot');
  await look(page, 'cannot');
  const size = page.viewportSize();
  await page.setViewportSize(phone);
  assert.ok((await page.locator('[data-panel]').boundingBox()).y < 500, 'on a phone the way out is seen without scrolling');
  await page.setViewportSize(size);
  for (const [way, button] of [['pass', 'pass'], ['ask', 'ask'], ['obstacle', 'report']]) {
    await page.locator(`[data-way="${way}"]`).click();
    await press(page, button);
    const problem = page.locator('#reason-problem');
    // The browser itself keeps a required field from being sent empty; without that the page says what is missing.
    if (await problem.count()) assert.match(await problem.innerText(), /\p{L}/u);
    else assert.ok(await page.locator('#reason:invalid, #to:invalid').count(), `${way} asks for a reason`);
  }
  await page.locator('[data-panel=obstacle] .pick').first().click();
  await page.fill('#reason', words.missing);
  await press(page, 'report');
  await page.locator('[data-obstacle]').waitFor();
  await press(page, 'cannot');
  await page.locator('[data-way="ask"]').click();
  await page.fill('#reason', words.question);
  await press(page, 'ask');
  await page.locator('[data-question]').waitFor();
  await look(page, 'held');
  await press(page, 'unask');
  await page.locator('[data-question]').waitFor({ state: 'detached' });
  await page.locator('[data-obstacle] summary').click();
  await press(page, 'solve');
  await page.locator('[data-obstacle]').waitFor({ state: 'detached' });
}

/** Done, and on to the next one without the list. */
async function next(page) {
  await fillForm(page, steps.register.answers, [], 'UTC');
  await press(page, 'complete');
  await page.locator('[data-closed="thanks"]').waitFor().catch(async () => { throw new Error(await page.locator('[data-problems]').innerText()); });
  await look(page, 'done');
  const done = new URL(page.url()).pathname;
  await press(page, 'next');
  await page.locator('form.taskform').waitFor();
  assert.notEqual(new URL(page.url()).pathname, done, 'another task');
}

/** Who is away names a substitute, who sees at once whose work it is. */
async function away(page, deputy) {
  await open(page, '/account');
  await page.selectOption('#substitute', idOf('deputy'));
  await page.fill('#awayFrom', await writtenDate(page, '2026-11-27'));
  await page.fill('#awayUntil', await writtenDate(page, '2026-11-20'));
  await press(page, 'save-away');
  await page.locator('[data-field="awayFrom"] .problem').waitFor();
  assert.equal(await page.inputValue('#substitute'), idOf('deputy'), 'nothing typed is lost');
  await look(page, 'away-wrong');
  await page.fill('#awayFrom', await writtenDate(page, '2026-11-20'));
  await page.fill('#awayUntil', await writtenDate(page, '2026-11-27'));
  await press(page, 'save-away');
  await page.locator('.toast').waitFor();
  await open(deputy, '/tasks?view=mine');
  const others = rows(deputy).filter({ hasText: ofReader('clerk') });
  assert.ok((await others.count()) > 0, 'the substitute sees for whom a task is');
  await look(deputy, 'substitute');
}

try {
  for (let i = 0; i < 4; i++)
    await product.call('POST', '/api/requests', { kind: 'complaint', subject: words.subject, description: 'Since Monday.', customer: { name: 'Li Wei', email: `staff-${language}-${i}@customer.example` }, language });
  const page = await colleague('clerk');
  const deputy = await colleague('deputy');
  await eventually('four tasks', async () => {
    await open(page, `/tasks?view=group&q=${encodeURIComponent(words.subject)}`);
    return (await rows(page).count()) === 4;
  });
  await find(page);
  await many(page);
  await cannot(page);
  await next(page);
  await away(page, deputy);
  assert.deepEqual(looks.complaints, [], 'no page has a flaw');
} catch (error) {
  console.error(error.stack ?? error);
  for (const complaint of looks.complaints) console.error(`  ${complaint}`);
  for (const page of browser.pages()) console.error(page.url());
  process.exitCode = 1;
} finally {
  await browser.close();
}
