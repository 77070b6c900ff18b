/** A component of a form-js schema, as far as the words of people are concerned. */
export interface Field {
  id?: string;
  type: string;
  properties?: Record<string, unknown>;
  values?: { value?: unknown; label?: string }[];
  appearance?: Record<string, unknown>;
  validate?: Record<string, unknown>;
  components?: Field[];
  [name: string]: unknown;
}

/** A text of a field that people read. */
export interface Text {
  /** What its translations are called: `label` has `label.fa` and `label.zh` among the properties. */
  name: string;
  get(): string | undefined;
  set(text: string): void;
}

const plain = ['label', 'dateLabel', 'timeLabel', 'description', 'text'];

const text = (name: string, owner: Record<string, unknown> | undefined, member = name): Text[] =>
  typeof owner?.[member] === 'string' ? [{ name, get: () => owner[member] as string | undefined, set: value => (owner[member] = value) }] : [];

/** The texts of a field in the order in which people read them; what it does not say is not among them. */
export const textsOf = (field: Field): Text[] => [
  ...plain.flatMap(name => text(name, field)),
  ...['prefixAdorner', 'suffixAdorner'].flatMap(name => text(name, field.appearance)),
  ...text('patternErrorMessage', field.validate),
  ...text('refuse.message', field.properties),
  ...(Array.isArray(field.values) ? field.values.flatMap(option => text(`values.${posted(option.value)}`, option, 'label')) : []),
];

/** A value as the form posts it, which is how the server looks for the words of an option. */
const posted = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Whether a property is a text in another language, which is written in a place of its own. */
export const isTranslation = (property: string): boolean => /^(?:label|dateLabel|timeLabel|description|text|prefixAdorner|suffixAdorner|patternErrorMessage|refuse\.message|values\..+)\.(?:en|fa|zh)$/.test(property);

/** The property that holds a text in a language. The label of a date may be written as any other label is. */
export function translationOf(field: Field, name: string, language: string): string {
  const own = `${name}.${language}`;
  const shared = `label.${language}`;
  return field.properties?.[own] === undefined && (name === 'dateLabel' || name === 'timeLabel') && field.properties?.[shared] !== undefined ? shared : own;
}

/** The field and all within it. */
export const withAll = (field: Field): Field[] => [field, ...(field.components ?? []).flatMap(withAll)];
