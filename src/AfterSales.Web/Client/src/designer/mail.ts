import '../styles/designer.css';
import { Draft } from './draft';
import { make, start } from './elements';
import { call } from './server';
import { host, settings, word } from './settings';

interface Preview {
  subject: string | null;
  html: string | null;
  text: string | null;
  problem: string | null;
  unknown: string | null;
}

const languages = ['en', 'fa', 'zh'];
const parts = ['subject', 'preheader', 'body'] as const;
type Parts = Record<(typeof parts)[number], string>;

/** The three blocks of a file. */
function split(source: string): Parts {
  const found: Parts = { subject: '', preheader: '', body: '' };
  for (const match of source.replace(/\r\n/g, '\n').matchAll(/^=== (subject|preheader|body) ===\n([\s\S]*?)(?=^=== |(?![\s\S]))/gm)) found[match[1] as keyof Parts] = match[2]!.replace(/\n+$/, '');
  return found;
}

const join = (file: Parts): string => parts.map(part => `=== ${part} ===\n${file[part]}\n`).join('');

/** The mail editor: three languages side by side with what a receiver would see of a sample case. */
async function open(): Promise<void> {
  const draft = new Draft();
  const stored = JSON.parse(await draft.load()) as Record<string, string>;
  const files: Record<string, Parts> = {};
  for (const language of languages) files[language] = split(stored[language] ?? '');
  // What nobody touched is saved as it was, to the last line break.
  const touched = new Set<string>();
  const write = () => Promise.resolve(JSON.stringify(Object.fromEntries(languages.map(language => [language, touched.has(language) ? join(files[language]!) : (stored[language] ?? '')]))));
  let current = languages.includes(settings.language) ? settings.language : 'en';
  const [tabs, fields, side] = [make('nav', 'mail-tabs'), make('div', 'mail-fields'), make('div', 'mail-preview')];
  const [subject, frame, notes] = [make('p', 'mail-subject'), make('iframe', 'mail-frame'), make('p', 'mail-notes')];
  frame.title = word('mail.preview');
  // A mail is shown without any right to do something.
  frame.setAttribute('sandbox', '');
  notes.setAttribute('role', 'status');
  subject.dir = 'auto';
  side.append(make('h2', '', word('mail.preview')), subject, notes, frame);
  host.replaceChildren(tabs, fields, side);

  let asked = 0;
  const preview = async () => {
    const question = ++asked;
    const source = touched.has(current) ? join(files[current]!) : (stored[current] ?? '');
    const shown = await call<Preview>('POST', '/mail-preview', { name: settings.name, language: current, source });
    if (question !== asked) return;
    notes.textContent = shown.problem ? word('mail.broken', shown.problem) : shown.unknown ? word('mail.unknown', shown.unknown) : '';
    notes.classList.toggle('bad', shown.problem !== null);
    if (shown.html === null) return;
    subject.textContent = shown.subject;
    frame.srcdoc = shown.html;
  };
  let timer: number | undefined;
  const soon = () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void preview(), 400);
  };
  const show = (language: string) => {
    current = language;
    for (const tab of tabs.children) tab.setAttribute('aria-pressed', String((tab as HTMLElement).dataset.language === language));
    fields.replaceChildren(
      ...parts.map(part => {
        const label = make('label', '', word(`mail.${part}`));
        const field = make(part === 'body' ? 'textarea' : 'input');
        field.value = files[language]![part];
        field.dir = part === 'body' ? 'ltr' : 'auto';
        field.lang = language;
        field.dataset.part = part;
        if (field instanceof HTMLTextAreaElement) field.rows = 22;
        field.addEventListener('input', () => {
          files[language]![part] = field.value;
          touched.add(language);
          draft.changed(write);
          soon();
        });
        label.append(field);
        return label;
      }),
      make('p', 'hint', word('mail.hint')),
    );
    void preview();
  };
  for (const language of languages) {
    const tab = make('button', 'btn', word(`language.${language}`));
    tab.type = 'button';
    tab.dataset.language = language;
    tab.addEventListener('click', () => show(language));
    tabs.append(tab);
  }
  show(current);
  host.dataset.ready = 'true';
}

start(open);
