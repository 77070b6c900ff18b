// The pages of working calendars and escalation policies, at a desk and on a phone, in one language: a change is drafted, shown and
// applied in a real browser, and no page has a flaw.
//   node rules.mjs <address> <admin> <admin password> <language> [--screenshots <folder>] [--chromium <path>]
import assert from 'node:assert/strict';
import { parseArgs } from 'node:util';
import { Looks } from './looks.mjs';
import { eventually, Product } from './product.mjs';
import { desk, openBrowser, phone } from './visitors.mjs';

const { positionals, values: options } = parseArgs({ allowPositionals: true, options: { screenshots: { type: 'string' }, chromium: { type: 'string' } } });
const [address, admin, password, language] = positionals;
const product = new Product(address, admin, password);
const looks = new Looks(options.screenshots, { colours: language === 'en' });
const browser = await openBrowser(address, { executablePath: options.chromium, looks });
// A calendar and a policy of this run's own: what others count by stays as it is.
const [calendar, policy] = [`site-${language}`, `ladder-${language}`];

/** Makes the rule from another one, unchanged but for its name; the page then shows a true preview of its next change. */
async function made(kind, id, from, name) {
  const field = kind === 'calendars' ? 'calendar' : 'policy';
  const body = { ...(await product.call('GET', `/api/${kind}/${from}`))[field], name: { en: name } };
  const preview = await product.call('POST', `/api/${kind}/${id}/preview`, { [field]: body });
  await product.call('PUT', `/api/${kind}/${id}`, { [field]: body, reason: 'A site of its own', fingerprint: preview.fingerprint });
}

try {
  await made('calendars', calendar, 'iran', `Site ${language}`);
  await made('escalation-policies', policy, 'standard', `Ladder ${language}`);
  const { caseNumber } = await product.call('POST', '/api/cases', {
    kind: 'complaint', subject: 'Seam breaks', description: 'Since Monday.', customer: { name: 'Li Wei', email: `rules-${language}@customer.example` }, language, calendar,
  });
  // The product's clock need not be that of this machine.
  const now = Date.parse(await eventually('a due time', async () => (await product.case(caseNumber)).deadlineClocks[0]?.startedAt));
  for (const viewport of [desk, phone]) {
    const page = await browser.signIn(admin, password, language, viewport);
    const shot = (name) => looks.check(page, `${name}-${language}-${viewport.width}`);
    await page.goto(`${address}/admin/calendars?lang=${language}`);
    await shot('calendars');
    await page.goto(`${address}/admin/calendars/${calendar}?lang=${language}`);
    await shot('calendar');
    await page.locator('[data-action=add]').click();
    await page.locator('[aria-invalid="true"]').first().waitFor();
    await shot('calendar-mistakes');
    // Two weeks from tomorrow on are closed: what is open now has to move.
    const day = (days) => new Date(now + days * 86_400_000).toISOString().slice(0, 10);
    await page.fill('#on', day(viewport.width > 500 ? 1 : 15));
    await page.fill('#to', day(viewport.width > 500 ? 14 : 28));
    await page.fill('#reasonEn', 'Flood');
    await page.locator('[data-action=add]').click();
    await page.locator('[data-action=preview]').click();
    await page.locator('[data-preview]').waitFor();
    await shot('calendar-preview');
    if (viewport.width > 500)
      assert.ok(Number(await page.locator('[data-moving]').getAttribute('data-moving')) > 0, 'open due times would move');
    await page.fill('#reason', 'The river');
    await page.locator('[data-action=apply]').click();
    await page.locator('[data-history] li').nth(1).waitFor();
    await page.locator('[data-action=other-year]').click();
    await page.locator('table.month').nth(11).waitFor();
    await shot('calendar-other-year');

    await page.goto(`${address}/admin/escalation-policies?lang=${language}`);
    await shot('policies');
    await page.goto(`${address}/admin/escalation-policies/${policy}?lang=${language}`);
    await shot('policy');
    await page.fill('#step-0-percent', viewport.width > 500 ? '60' : '65');
    await page.locator('[data-action=preview]').click();
    await page.locator('[data-preview]').waitFor();
    await shot('policy-preview');
    await page.fill('#reason', 'As agreed');
    await page.locator('[data-action=apply]').click();
    await page.locator('[data-history] li').nth(1).waitFor();
    await page.fill('#step-0-percent', '500');
    await page.locator('[data-action=preview]').click();
    await page.locator('[aria-invalid="true"]').first().waitFor();
    await shot('policy-mistakes');
    await page.context().close();
  }
  assert.deepEqual(looks.complaints, [], 'no page has a flaw');
} catch (error) {
  console.error(error.stack ?? error);
  for (const complaint of looks.complaints) console.error(`  ${complaint}`);
  process.exitCode = 1;
} finally {
  await browser.close();
}
