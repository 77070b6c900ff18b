import '../styles/designer.css';
import '@bpmn-io/form-js-viewer/dist/assets/form-js.css';
import '@bpmn-io/form-js-editor/dist/assets/dragula.css';
import '@bpmn-io/form-js-editor/dist/assets/form-js-editor.css';
import '@bpmn-io/properties-panel/dist/assets/properties-panel.css';
import { FormEditor } from '@bpmn-io/form-js-editor';
import { Draft } from './draft';
import { button, make, start, tools } from './elements';
import { host, settings, word } from './settings';

type Json = Record<string, unknown>;

/**
 * The form editor. Its own words are English; what it does not know of a form (the title, translations of labels) is kept and edited
 * beside it.
 */
async function open(): Promise<void> {
  const draft = new Draft();
  const stored = JSON.parse(await draft.load()) as Json;
  const [island, beside] = [make('div', 'form-island'), make('div', 'form-words')];
  island.dir = 'ltr';
  host.replaceChildren(island, beside);
  const editor = new FormEditor({ container: island });
  await editor.importSchema(stored);
  let title = ((stored.aftersales as Json | undefined)?.title ?? {}) as Record<string, string>;
  const write = async () => {
    const schema = editor.saveSchema();
    // The id is the file's name, and the editor invents new ones.
    const own = { ...((stored.aftersales as Json | undefined) ?? {}), title };
    return `${JSON.stringify({ ...schema, id: settings.name, aftersales: own }, null, 2)}\n`;
  };
  editor.on('changed', () => draft.changed(write));
  beside.append(make('h2', '', word('form.title')));
  for (const language of ['en', 'fa', 'zh']) {
    const label = make('label', '', word(`language.${language}`));
    const field = make('input');
    field.value = title[language] ?? '';
    field.dir = 'auto';
    field.dataset.title = language;
    field.addEventListener('input', () => {
      title = { ...title, [language]: field.value };
      draft.changed(write);
    });
    label.append(field);
    beside.append(label);
  }
  beside.append(make('p', 'hint', word('form.hint')));
  const stack = editor.get<{ undo(): void; redo(): void }>('commandStack');
  tools().append(button(word('tool.undo'), () => stack.undo(), 'undo'), button(word('tool.redo'), () => stack.redo(), 'redo'));
  host.dataset.ready = 'true';
}

start(open);
