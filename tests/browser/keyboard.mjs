// A task from the link in its mail to done, in one language and without a mouse: every field is reached with Tab, the place where one is
// can be seen, what was typed outlives a closed page, a gap is led to, and Enter on the button completes the task.
//   node keyboard.mjs <address> <admin> <admin password> <language> [--chromium <path>]
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { Product, eventually } from './product.mjs';
import { openBrowser } from './visitors.mjs';

const { positionals, values: options } = parseArgs({ allowPositionals: true, options: { chromium: { type: 'string' } } });
const [address, admin, password, language] = positionals;
const product = new Product(address, admin, password);
const browser = await openBrowser(address, { executablePath: options.chromium });
const table = JSON.parse(await readFile(new URL('../AfterSales.Service.Tests/Workflows/paths/complaint-handling.json', import.meta.url), 'utf8'));
const answers = { ...table.steps.register.answers };
const mostTabs = 150;

/** Where the keyboard is, and whether one sees it. */
const place = (page) => page.evaluate(() => {
  const at = document.activeElement;
  const field = at.closest('[data-field]');
  const seen = at.closest('.pick') ?? at;
  const box = seen.getBoundingClientRect();
  return {
    field: field?.dataset.field, tag: at.tagName, type: at.type, value: at.value, action: at.dataset.action, href: at.getAttribute('href'),
    outlined: at.matches(':focus-visible') && [at, seen].some((one) => getComputedStyle(one).outlineStyle !== 'none'),
    inView: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };
});

async function type(page, at, answer) {
  const arrows = async (reached) => {
    for (let presses = 0; !(await reached()); presses++) {
      assert.ok(presses < 20, `${at.field} offers ${answer}`);
      await page.keyboard.press('ArrowDown');
    }
  };
  if (at.type === 'radio') {
    await page.keyboard.press('Space');
    await arrows(() => page.evaluate((wanted) => document.activeElement.value === wanted && document.activeElement.checked, answer));
  } else if (at.tag === 'SELECT') await arrows(() => page.evaluate((wanted) => document.activeElement.value === wanted, answer));
  else {
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type(answer);
  }
}

/** Goes through the page with Tab, answers what it comes by, and stops at the button of this action. */
async function fill(page, given, action) {
  const met = new Set();
  for (let tabs = 0; tabs < mostTabs; tabs++) {
    await page.keyboard.press('Tab');
    const at = await place(page);
    if (at.tag === 'BODY') continue;
    assert.ok(at.inView, `what has the focus is on the screen: ${JSON.stringify(at)}`);
    assert.ok(at.outlined, `what has the focus can be seen: ${JSON.stringify(at)}`);
    if (at.field && at.field in given && !met.has(at.field)) {
      met.add(at.field);
      await type(page, at, given[at.field]);
    }
    if (at.action === action) return met;
  }
  throw new Error(`Tab never comes to ${action}; it met ${[...met]}`);
}

try {
  const { caseNumber } = await product.call('POST', '/api/requests', {
    kind: 'complaint', subject: 'Seam breaks', description: 'Since Monday.', customer: { name: 'Li Wei', email: `keyboard-${language}@customer.example` }, language,
  });
  const mail = await eventually('the mail of the first task', async () => (await product.mails(caseNumber)).find((one) => one.taskKey && one.personId));
  const link = new URL(mail.links.find((one) => /\/t\//.test(one))).pathname;
  const page = await browser.visitor(language);
  await page.goto(`${address}${link}?lang=${language}`);

  // The first stop leads past the head of the page.
  await page.keyboard.press('Tab');
  assert.equal((await place(page)).href, '#main', 'the first stop skips what every page has');
  await page.keyboard.press('Enter');
  const { 'registration.signature': signature, ...first } = answers;
  const met = await fill(page, first, 'complete');
  assert.deepEqual([...met].sort(), Object.keys(first).sort(), 'every field is reached');

  // A closed page loses nothing.
  await page.locator('[data-draft-note]:not([hidden])').waitFor();
  await eventually('the draft on this device', () => page.evaluate((wanted) => Object.values(localStorage).some((text) => text.includes(wanted)), first['registration.summary']));
  await page.reload();
  assert.equal(await page.locator('[data-field="registration.summary"] textarea').inputValue(), first['registration.summary']);

  // Done with a gap: the page says which and Tab leads there.
  await fill(page, {}, 'complete');
  await page.keyboard.press('Enter');
  await page.locator('[aria-invalid="true"]').waitFor();
  assert.equal(await page.locator('[data-field="registration.summary"] textarea').inputValue(), first['registration.summary'], 'nothing typed is lost');
  await fill(page, { 'registration.signature': signature }, 'complete');
  await page.keyboard.press('Enter');
  await page.locator('[data-closed="thanks"]').waitFor();
  assert.notEqual((await product.task(mail.taskKey)).state, 'CREATED', 'the task is done');
} catch (error) {
  console.error(error.stack ?? error);
  for (const page of browser.pages()) console.error(page.url(), (await page.locator('main').innerText().catch(() => '')).slice(0, 1500));
  process.exitCode = 1;
} finally {
  await browser.close();
}
