// The pages of customers, equipment and contracts and the one where staff open cases, at a desk and on a phone, in one language:
// what is entered there is shown there, and no page has a flaw.
//   node registers.mjs <address> <admin> <admin password> <language> [--screenshots <folder>] [--chromium <path>]
import assert from 'node:assert/strict';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { Looks } from './looks.mjs';
import { Product } from './product.mjs';

const { positionals, values: options } = parseArgs({ allowPositionals: true, options: { screenshots: { type: 'string' }, chromium: { type: 'string' } } });
const [address, admin, password, language] = positionals;
const product = new Product(address, admin, password);
const looks = new Looks(options.screenshots);
const browser = await chromium.launch({
  executablePath: options.chromium ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
const viewports = [{ width: 1440, height: 900 }, { width: 375, height: 812 }];

async function signIn(viewport) {
  const context = await browser.newContext({ viewport, locale: { fa: 'fa-IR', zh: 'zh-CN' }[language] ?? 'en-GB', hasTouch: viewport.width < 500 });
  const page = await context.newPage();
  looks.watch(page);
  await page.goto(`${address}/signin?lang=${language}`);
  await page.fill('input[name$="Name"], input[autocomplete="username"]', admin);
  await page.fill('input[type=password]', password);
  await page.locator('form button[type=submit]').last().click();
  await page.waitForURL((url) => !url.pathname.startsWith('/signin'));
  return page;
}

try {
  const email = `registers-${language}@customer.example`;
  const serial = `REG-${language}-0042`;
  const customer = await product.call('POST', '/api/customers', { name: 'Li Wei', email, company: 'Hua Feng Machines', phone: '+86 10 5555 0100', language: 'zh' });
  await product.call('POST', '/api/equipment', { serialNumber: serial, model: 'HX-20', customerEmail: email, site: 'Hall 3', installedOn: '2026-06-01', state: 'inService' });
  for (const number of [`K-${language}-1`, `K-${language}-2`])
    await product.call('POST', '/api/contracts', { number, customerEmail: email, from: '2026-01-01', until: '2099-12-31', covers: ['labour', 'travel'], equipment: [serial] });
  const opened = await product.call('POST', '/api/cases', {
    kind: 'complaint', subject: 'Seam breaks', description: 'Since Monday.', customer: { name: 'Li Wei', email }, product: { serialNumber: serial }, language,
  });
  await product.call('POST', '/api/work-orders', { workType: 'repair', skill: 'service-engineer', durationHours: 2, caseNumber: opened.caseNumber });

  for (const viewport of viewports) {
    const page = await signIn(viewport);
    for (const [name, url] of [
      ['customers', '/customers'], ['customer', `/customers/${customer.key}`], ['equipment-list', '/equipment'], ['equipment', `/equipment/${serial}`],
      ['equipment-edit', `/equipment/edit?serial=${serial}`], ['contract-edit', `/contracts/edit?number=K-${language}-1`], ['case-new', '/cases/new'],
    ]) {
      await page.goto(`${address}${url}${url.includes('?') ? '&' : '?'}lang=${language}`);
      await looks.check(page, `${name}-${language}-${viewport.width}`);
    }
    await page.locator('[data-action="open-case"]').click();
    await page.locator('[aria-invalid="true"]').first().waitFor();
    await looks.check(page, `case-new-mistakes-${language}-${viewport.width}`);
    await page.context().close();
  }
  const page = await signIn(viewports[1]);
  await page.goto(`${address}/equipment/${serial}?lang=${language}`);
  for (const part of ['[data-contracts]', '[data-cases]', '[data-work-orders]']) assert.ok((await page.locator(part).count()) > 0, `${part} is shown`);
  await page.context().close();
  assert.deepEqual(looks.complaints, [], 'no page has a flaw');
} catch (error) {
  console.error(error.stack ?? error);
  for (const complaint of looks.complaints) console.error(`  ${complaint}`);
  process.exitCode = 1;
} finally {
  await browser.close();
}
