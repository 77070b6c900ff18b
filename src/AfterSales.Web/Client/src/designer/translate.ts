import { settings } from './settings';

/** Words with holes, such as "Remove {label}", as the tools say them once the holes are filled. */
const patterns = Object.keys(settings.words)
  .filter(key => key.startsWith('ui.') && /\{\w+\}/.test(key) && /[A-Za-z]{3}/.test(key.replace(/\{\w+\}/g, '')))
  .map(key => {
    const template = key.slice('ui.'.length);
    const holes = [...template.matchAll(/\{(\w+)\}/g)].map(([, hole]) => hole!);
    const literal = template.split(/\{\w+\}/).map(part => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    return { template, holes, exact: new RegExp(`^${literal.join('(.+)')}$`) };
  });

/** The words of an editing tool in the reader's language; what is not translated stays English. */
export function translate(template: string, replacements: Record<string, string> = {}): string {
  const text = settings.words[`ui.${template}`] || template;
  return text.replace(/\{\s*([^}]+?)\s*\}/g, (hole, key: string) => {
    const value = replacements[key];
    return value === undefined ? hole : (settings.words[`ui.${value}`] ?? value);
  });
}

/** The same for words whose holes are filled already. */
export function translateSaid(said: string): string {
  const own = settings.words[`ui.${said}`];
  if (own) return own;
  for (const { template, holes, exact } of patterns) {
    const filled = exact.exec(said);
    if (filled) return translate(template, Object.fromEntries(holes.map((hole, index) => [hole, filled[index + 1]!])));
  }
  return said;
}

export const translateModule = { translate: ['value', translate] };
