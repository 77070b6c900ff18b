import type { ModdleElement } from 'designer-model';
import { settings } from '../settings';

/** The extension of the file that keeps names in other languages, as drawings have it. */
export const zeebe = {
  name: 'Zeebe',
  prefix: 'zeebe',
  uri: 'http://camunda.org/schema/zeebe/1.0',
  xml: { tagAlias: 'lowerCase' },
  types: [
    { name: 'Properties', superClass: ['Element'], properties: [{ name: 'properties', type: 'Property', isMany: true }] },
    { name: 'Property', properties: ['name', 'value'].map(name => ({ name, type: 'String', isAttr: true })) },
  ],
};

export interface Definitions {
  drgElement?: ModdleElement[];
}

/** The columns of a table: what it asks for, then what it gives. */
export const columnsOf = (table: ModdleElement): ModdleElement[] => [...((table.input as ModdleElement[]) ?? []), ...((table.output as ModdleElement[]) ?? [])];

/** The tables of a file. */
export const tablesOf = (definitions: Definitions): ModdleElement[] =>
  (definitions.drgElement ?? []).map(element => element.decisionLogic as ModdleElement | undefined).filter(logic => logic?.$type === 'dmn:DecisionTable') as ModdleElement[];

export const rulesOf = (table: ModdleElement): ModdleElement[] => (table.rule as ModdleElement[]) ?? [];

const listOf = (element: ModdleElement): ModdleElement | undefined => element.extensionElements?.values?.find(value => value.$type === 'zeebe:Properties');

/** What is kept beside an element under a name: `label.fa`, `value.running.zh`. */
export const kept = (element: ModdleElement, name: string): string => listOf(element)?.properties?.find(entry => entry.name === name)?.value ?? '';

/** Keeps a text beside an element; an empty one is taken away, and with the last of them the extension. */
export function keep(element: ModdleElement, name: string, text: string): void {
  const create = (type: string, attributes: Record<string, unknown>) => (element.$model as { create(type: string, attributes: Record<string, unknown>): ModdleElement }).create(type, attributes);
  let list = listOf(element);
  if (!list) {
    if (!text) return;
    list = create('zeebe:Properties', { properties: [] });
    const extension = element.extensionElements ?? create('dmn:ExtensionElements', { values: [] });
    extension.values = [...((extension.values as ModdleElement[]) ?? []), list];
    [list.$parent, extension.$parent] = [extension, element];
    element.extensionElements = extension as NonNullable<ModdleElement['extensionElements']>;
  }
  const entries = list.properties ?? [];
  const entry = entries.find(each => each.name === name);
  if (!text) list.properties = entries.filter(each => each !== entry);
  else if (entry) entry.value = text;
  else {
    const added = create('zeebe:Property', { name, value: text });
    added.$parent = list;
    list.properties = [...entries, added];
  }
  if (list.properties!.length > 0) return;
  const extension = element.extensionElements!;
  extension.values = extension.values.filter(each => each !== list);
  if (extension.values.length === 0) delete element.extensionElements;
}

/** The texts of a file that have other languages beside them: names of columns, remarks of rules. */
const textsOf = (definitions: Definitions): [ModdleElement, 'label' | 'description'][] =>
  tablesOf(definitions).flatMap(table => [
    ...columnsOf(table).map(column => [column, 'label'] as [ModdleElement, 'label']),
    ...rulesOf(table).map(rule => [rule, 'description'] as [ModdleElement, 'description']),
  ]);

/** The English of the texts that are shown in the reader's language, by element: a column has one text, and so has a rule. */
const english = new Map<ModdleElement, string>();

/** How many files are being written. */
let writing = 0;

/** The file is written: the table shows the reader's language again. */
export function showAgain(definitions: Definitions): void {
  if (--writing === 0) showReadersWords(definitions);
}

/**
 * From here on the table shows the texts of the reader's language, where they are there, and what is written in their place is of that
 * language. To be undone by {@link hideReadersWords} for the moment in which the file is written.
 */
export function showReadersWords(definitions: Definitions): void {
  english.clear();
  if (settings.language === 'en') return;
  for (const [element, text] of textsOf(definitions)) {
    const own = kept(element, `${text}.${settings.language}`);
    if (!own) continue;
    english.set(element, (element[text] as string | undefined) ?? '');
    keep(element, `${text}.${settings.language}`, '');
    element[text] = own;
  }
}

/** Brings the file's own order back: English in its place, the reader's language beside it. */
export function hideReadersWords(definitions: Definitions): void {
  // Two may be written at once: the first call changes the texts, the last end of writing changes them back.
  if (writing++ > 0) return;
  for (const [element, text] of textsOf(definitions)) {
    const own = english.get(element);
    if (own === undefined) continue;
    keep(element, `${text}.${settings.language}`, (element[text] as string | undefined) ?? '');
    element[text] = own || undefined;
  }
}

/** The languages of a column's name that the table does not show: all but the reader's, or all but English where there is none in his yet. */
export const languagesBeside = (column: ModdleElement): string[] => ['en', 'fa', 'zh'].filter(language => language !== (english.has(column) ? settings.language : 'en'));

/** The name of a column in a language that the table does not show. */
export const nameIn = (column: ModdleElement, language: string): string => (language === 'en' ? (english.get(column) ?? '') : kept(column, `label.${language}`));

/** Gives a column its name in a language that the table did not show when the field for it was made. */
export function rename(column: ModdleElement, language: string, text: string): void {
  if (language === 'en') english.set(column, text);
  else if (language === settings.language && english.has(column)) column.label = text;
  else keep(column, `label.${language}`, text);
}

/** The strings a column compares with or gives, each once, in the order of the rules. */
export function valuesOf(table: ModdleElement, column: ModdleElement): string[] {
  const [inputs, outputs] = [(table.input as ModdleElement[]) ?? [], (table.output as ModdleElement[]) ?? []];
  const cells = inputs.includes(column)
    ? rulesOf(table).map(rule => (rule.inputEntry as ModdleElement[])[inputs.indexOf(column)])
    : rulesOf(table).map(rule => (rule.outputEntry as ModdleElement[])[outputs.indexOf(column)]);
  const allowed = (column.inputValues ?? column.outputValues) as ModdleElement | undefined;
  // A context, as {en: "…"}, is no value with a name of its own.
  const texts = [allowed, ...cells].map(cell => (cell?.text as string | undefined) ?? '').filter(text => !text.trim().startsWith('{'));
  return [...new Set(texts.flatMap(text => [...text.matchAll(/"([^"]+)"/g)].map(([, value]) => value!)))];
}

/** What an expression of a column says in the reader's words; empty where none of its values has any. */
export function said(column: ModdleElement, text: string): string {
  const words = [...text.matchAll(/"([^"]+)"/g)].map(([, value]) => kept(column, `value.${value}.${settings.language}`));
  return text.trim().startsWith('{') ? '' : words.filter(word => word).join({ fa: '، ', zh: '、' }[settings.language] ?? ', ');
}
