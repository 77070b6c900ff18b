// Every record of some cases on paper, each case in its own language: at most two A4 pages, name and number on each.
//   node print.mjs <address> <admin> <admin password> <language>=<case> … [--keep <folder>] [--chromium <path>]
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { pagesOf, printed } from './paper.mjs';
import { Product } from './product.mjs';
import { openBrowser } from './visitors.mjs';

const { positionals, values: options } = parseArgs({ allowPositionals: true, options: { keep: { type: 'string' }, chromium: { type: 'string' } } });
const [address, admin, password, ...cases] = positionals;
const product = new Product(address, admin, password);
const browser = await openBrowser(address, { executablePath: options.chromium });

/** The records of one case that take more than two pages. */
async function tooLong(language, number) {
  const page = await browser.signIn(admin, password);
  await page.emulateMedia({ media: 'print' });
  const long = [];
  let most = 0;
  const { records } = await product.case(number);
  for (const record of records) {
    await page.goto(`${address}/cases/${number}/records/${record.number}?lang=${language}`);
    const head = page.locator('.runhead');
    assert.equal(await head.evaluate((element) => getComputedStyle(element).display), 'table-header-group', 'the head comes again on every page');
    assert.ok((await head.innerText()).includes(record.number), `the head names ${record.number}`);
    if (record.type === 'complaint-handling-form') assert.ok((await head.innerText()).includes('客诉处理单'), 'the head gives the original name in every language');
    const pdf = await printed(page);
    if (options.keep) await writeFile(join(options.keep, `${record.type}-${language}.pdf`), pdf);
    const pages = pagesOf(pdf);
    most = Math.max(most, pages);
    if (pages > 2) long.push(`${record.type} (${record.sections.length} sections) takes ${pages} pages in ${language}`);
  }
  console.log(`${language}: ${records.length} records, ${most} pages at most`);
  return long;
}

try {
  const long = await Promise.all(cases.map((one) => tooLong(...one.split('='))));
  assert.deepEqual(long.flat(), []);
} catch (error) {
  console.error(error.stack ?? error);
  process.exitCode = 1;
} finally {
  await browser.close();
}
