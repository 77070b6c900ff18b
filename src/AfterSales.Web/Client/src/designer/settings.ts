/** What the page tells its editor. */
export interface Settings {
  kind: string;
  name: string;
  language: string;
  token: string;
  words: Record<string, string>;
}

export const host = document.querySelector<HTMLElement>('[data-editor]')!;
export const settings = JSON.parse(host.dataset.editor!) as Settings;

/** A text of the editor in the reader's language, its numbered holes filled in. */
export function word(key: string, ...args: (string | number)[]): string {
  const text = settings.words[key] ?? key;
  return text.replace(/\{(\d)\}/g, (_, index: string) => String(args[Number(index)] ?? ''));
}
