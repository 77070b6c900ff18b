// Fills a task's form the way a person does: by what the page shows, field by field.

/** Answers every field that is named; a date is typed as the page's language writes it. */
export async function fillForm(page, answers, files) {
  for (const [name, value] of Object.entries(answers)) {
    const field = page.locator(`[data-field="${name}"]`);
    if ((await field.count()) === 0) throw new Error(`The page ${page.url()} has no field ${name}`);
    if (!(await field.first().isVisible())) throw new Error(`The field ${name} is hidden on ${page.url()}`);
    await answer(page, field.first(), name, value);
  }
  // Required files and photos that the answers do not name.
  for (const field of await page.locator('[data-kind="photos"], [data-kind="files"]').all())
    if ((await field.isVisible()) && (await field.locator('input[type=file][aria-required=true]').count()))
      await field.locator('input[type=file]').setInputFiles(files);
}

async function answer(page, field, name, value) {
  const kind = await field.getAttribute('data-kind');
  const values = Array.isArray(value) ? value : [value];
  switch (kind) {
    case 'choice':
    case 'multichoice':
      for (const one of values) await field.locator(`input[value="${one}"]`).check({ force: true });
      return;
    case 'yesno':
      await field.locator('input').setChecked(value === true || value === 'true' || value === 'yes', { force: true });
      return;
    case 'select':
      await field.locator('select').selectOption(String(value));
      return;
    case 'date':
      await field.locator('input[type=date], input[type=text]').first().fill(await writtenDate(page, String(value)));
      return;
    case 'photos':
    case 'files':
      await field.locator('input[type=file]').setInputFiles(values);
      return;
    case 'signature':
      await field.locator('input[type=text]').fill(String(value));
      return;
    default:
      await field.locator('input:not([type=hidden]), textarea').first().fill(String(value));
  }
}

/** ISO on date inputs; in Persian pages the solar date, which is what people type there. */
async function writtenDate(page, iso) {
  if ((await page.locator('html').getAttribute('lang')) !== 'fa') return iso;
  const parts = new Intl.DateTimeFormat('en-u-ca-persian-nu-latn', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone: 'UTC' })
    .formatToParts(new Date(iso + 'T00:00:00Z'));
  const of = (type) => parts.find((part) => part.type === type).value;
  return `${of('year')}/${of('month')}/${of('day')}`;
}
