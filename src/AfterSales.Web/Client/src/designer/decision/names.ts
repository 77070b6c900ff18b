import type { ModdleElement } from 'designer-model';
import { make } from '../elements';
import { settings, word } from '../settings';
import { columnsOf, keep, kept, languagesBeside, nameIn, rename, said, tablesOf, valuesOf, type Definitions } from './words';

const languages = ['en', 'fa', 'zh'];

const tell = (place: HTMLElement, words: string): void => {
  if (words) place.dataset.says = words;
  else delete place.dataset.says;
};

/**
 * Says beside each cell what its values are called in the reader's language, and beside the table's heading, which is the name other
 * decisions use, what the decision is called; asked again whenever the table is drawn anew.
 */
export function sayValues(island: HTMLElement, definitions: () => Definitions): () => void {
  const say = () => {
    const tables = tablesOf(definitions());
    const columns = new Map(tables.flatMap(columnsOf).map(column => [column.id, column]));
    const texts = new Map(
      tables.flatMap(table => ((table.rule as ModdleElement[]) ?? []).map(rule => [rule.id, [...(rule.inputEntry as ModdleElement[]), ...(rule.outputEntry as ModdleElement[])]] as const)),
    );
    for (const cell of island.querySelectorAll<HTMLElement>('td[data-col-id][data-row-id]')) {
      const column = columns.get(cell.dataset.colId);
      const table = tables.find(each => column && columnsOf(each).includes(column));
      const entry = table && texts.get(cell.dataset.rowId)?.[columnsOf(table).indexOf(column!)];
      const words = column && entry ? said(column, (entry.text as string | undefined) ?? '') : '';
      tell(cell, words);
    }
    for (const heading of island.querySelectorAll<HTMLElement>('.decision-table-name')) {
      const decision = tables.map(table => table.$parent).find(each => each?.name === heading.textContent);
      tell(heading, decision && settings.language !== 'en' ? kept(decision, `name.${settings.language}`) : '');
    }
  };
  new MutationObserver(say).observe(island, { childList: true, characterData: true, subtree: true });
  return say;
}

/**
 * The names of a table's columns and of their values in other languages, to be read and written. The table itself shows the reader's
 * language; here stand the others, and the words of the values, which are codes in the table.
 */
export function namesPane(changed: () => void): { pane: HTMLElement; show(table: ModdleElement | undefined): void } {
  const pane = make('details', 'findings-pane decision-names');
  const body = make('div', 'decision-words');
  pane.append(make('summary', '', word('panel.names')), body);
  const field = (label: string, language: string, value: string, write: (text: string) => void) => {
    const [place, input] = [make('label'), make('input')];
    place.append(make('span', '', label), input);
    Object.assign(input, { value, dir: 'auto', lang: language });
    input.addEventListener('input', () => {
      write(input.value.trim());
      changed();
    });
    return place;
  };
  const show = (table: ModdleElement | undefined) => {
    pane.hidden = !table;
    body.replaceChildren();
    for (const column of table ? columnsOf(table) : []) {
      const part = make('fieldset');
      part.dataset.column = column.id ?? '';
      const title = make('legend', '', (column.label as string | undefined) || column.name || '');
      title.dir = 'auto';
      part.append(title);
      part.append(...languagesBeside(column).map(language => field(word(`language.${language}`), language, nameIn(column, language), text => rename(column, language, text))));
      for (const value of valuesOf(table!, column)) {
        const words = make('div', 'decision-value');
        const code = make('code', '', value);
        code.dir = 'ltr';
        words.append(code, ...languages.map(language => field(word(`language.${language}`), language, kept(column, `value.${value}.${language}`), text => keep(column, `value.${value}.${language}`, text))));
        part.append(words);
      }
      body.append(part);
    }
  };
  return { pane, show };
}
