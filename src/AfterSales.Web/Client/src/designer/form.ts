import '../styles/designer.css';
import '@bpmn-io/form-js-viewer/dist/assets/form-js.css';
import '@bpmn-io/form-js-editor/dist/assets/dragula.css';
import '@bpmn-io/form-js-editor/dist/assets/form-js-editor.css';
import '@bpmn-io/properties-panel/dist/assets/properties-panel.css';
import { FormEditor } from '@bpmn-io/form-js-editor';
import { Form } from '@bpmn-io/form-js-viewer';
import { isSmallScreen } from '../diagram/scrolled';
import { Draft } from './draft';
import { button, make, start, tools } from './elements';
import { componentsModule } from './form/components';
import type { Field } from './form/field';
import { languagesModule } from './form/languages';
import { shown, written } from './form/readers-texts';
import { host, settings, word } from './settings';
import { speakIn } from './speech';

type Json = Record<string, unknown>;

/** Where the editor writes words of its own; in between stand those of the form. */
const own = '.fjs-palette, .fjs-properties-container, .fjs-empty-editor, .fjs-empty-component, .bio-properties-panel-tooltip, .bio-properties-panel-popup, .fjs-repeat-render-footer, .fjs-form-field-placeholder, .fjs-filepicker-container';
const ofTheForm = '.bio-properties-panel-header-label, .bio-properties-panel-collapsible-entry-header-title, .cm-editor, pre, bdi, [data-entry-id$="defaultValue"] option:not([value=""], [value="true"], [value="false"])';

/** The form editor, in the reader's language and on its texts; the title of the form is edited beside it. */
async function open(): Promise<void> {
  const draft = new Draft();
  const stored = JSON.parse(await draft.load()) as Json;
  const [island, beside] = [make('div', 'form-island'), make('div', 'form-words')];
  island.dir = 'ltr';
  host.replaceChildren(island, beside);
  speakIn(document.body, { texts: own, except: ofTheForm });
  const editor = isSmallScreen() ? undefined : new FormEditor({ container: island, additionalModules: [componentsModule, languagesModule] });
  if (editor) await editor.importSchema(shown(stored as Field));
  else await read(stored as Field, island);
  let title = ((stored.aftersales as Json | undefined)?.title ?? {}) as Record<string, string>;
  const write = async () => {
    const schema = editor ? written(editor.saveSchema() as Field) : stored;
    // The id is the file's name, and the editor invents new ones.
    const own = { ...((stored.aftersales as Json | undefined) ?? {}), title };
    return `${JSON.stringify({ ...schema, id: settings.name, aftersales: own }, null, 2)}\n`;
  };
  editor?.on('changed', () => draft.changed(write));
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
  if (editor) {
    const stack = editor.get<{ undo(): void; redo(): void }>('commandStack');
    tools().append(button(word('tool.undo'), () => stack.undo(), 'undo'), button(word('tool.redo'), () => stack.redo(), 'redo'));
  }
  host.dataset.ready = 'true';
}

/** On a small screen the form is read as people see it; its fields are changed at a desk, its title also here. */
async function read(schema: Field, island: HTMLElement): Promise<void> {
  island.classList.add('form-reading');
  island.dir = document.documentElement.dir;
  host.prepend(make('p', 'reading-note', word('small.readForm')));
  const form = new Form({ container: island });
  form.setProperty('readOnly', true);
  await form.importSchema(shown(schema), {});
}

start(open);
