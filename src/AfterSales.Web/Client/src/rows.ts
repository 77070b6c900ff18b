const growing = 'rows:grow';
/** More rows than this the server refuses. */
const mostRows = 200;

/** Rows of the same fields: adds an empty one after the last and removes others. Names carry the row's number: items[2].name. */
export function growRows(list: HTMLElement): void {
  const name = list.dataset.rows ?? '';
  const add = list.querySelector<HTMLButtonElement>('[data-row-add]');
  const rows = () => [...list.querySelectorAll<HTMLElement>(':scope > [data-row]')];
  const pattern = rows()[0]?.cloneNode(true) as HTMLElement | undefined;
  if (!add || !pattern) return;
  add.hidden = false;

  const number = (row: HTMLElement, index: number) => {
    row.dataset.row = String(index);
    for (const element of row.querySelectorAll<HTMLElement>('[name], [id], [for], [aria-describedby], [data-field]'))
      for (const attribute of ['name', 'id', 'for', 'aria-describedby', 'data-field']) {
        const value = element.getAttribute(attribute);
        if (value) element.setAttribute(attribute, renumber(value, name, index));
      }
    const legend = row.querySelector(':scope > legend');
    if (legend) legend.textContent = (list.dataset.rowLabel ?? '{0}').replace('{0}', new Intl.NumberFormat(document.documentElement.lang).format(index + 1));
    const remove = row.querySelector<HTMLButtonElement>('[data-row-remove]');
    if (remove) remove.hidden = rows().length < 2;
  };
  const numberAll = () => rows().forEach(number);

  const append = () => {
    const row = pattern.cloneNode(true) as HTMLElement;
    for (const control of row.querySelectorAll<HTMLInputElement>('input, select, textarea')) {
      if (control.type === 'checkbox' || control.type === 'radio') control.checked = false;
      else control.value = '';
      control.removeAttribute('aria-invalid');
    }
    for (const problem of row.querySelectorAll('.problem')) problem.remove();
    rows().at(-1)?.after(row);
    numberAll();
    return row;
  };
  add.addEventListener('click', () => append().querySelector<HTMLElement>('input, select, textarea')?.focus());
  list.addEventListener(growing, event => {
    for (let missing = (event as CustomEvent<number>).detail - rows().length; missing > 0; missing--) append();
  });
  list.addEventListener('click', event => {
    const button = (event.target as HTMLElement).closest('[data-row-remove]');
    if (!button) return;
    button.closest('[data-row]')?.remove();
    numberAll();
    // A row less is a change of the form like any other.
    list.dispatchEvent(new Event('change', { bubbles: true }));
    add.focus();
  });
  numberAll();
}

/** Adds rows to a list that can grow until it has so many; the focus stays where it is. */
export function growTo(list: HTMLElement, count: number): void {
  list.dispatchEvent(new CustomEvent(growing, { detail: Math.min(count, mostRows) }));
}

/** The same name or id in another row. Ids are made of the name, with other signs between its parts. */
function renumber(text: string, list: string, index: number): string {
  const inName = new RegExp(`${escape(list)}\\[\\d+\\]`, 'g');
  const inId = new RegExp(`(${escape(list).replace(/\\\.|\\\[|\\\]/g, '[^0-9A-Za-z]')}[^0-9A-Za-z]*)\\d+`, 'g');
  return inName.test(text) ? text.replace(inName, `${list}[${index}]`) : text.replace(inId, `$1${index}`);
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
