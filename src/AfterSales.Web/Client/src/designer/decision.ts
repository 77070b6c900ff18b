import '../styles/designer.css';
import 'dmn-js/dist/assets/diagram-js.css';
import 'dmn-js/dist/assets/dmn-js-shared.css';
import 'dmn-js/dist/assets/dmn-js-drd.css';
import 'dmn-js/dist/assets/dmn-js-decision-table.css';
import 'dmn-js/dist/assets/dmn-js-decision-table-controls.css';
import 'dmn-js/dist/assets/dmn-js-literal-expression.css';
import 'dmn-js/dist/assets/dmn-js-boxed-expression.css';
import 'dmn-js/dist/assets/dmn-js-boxed-expression-controls.css';
import 'dmn-js/dist/assets/dmn-font/css/dmn.css';
import DmnModeler from 'dmn-js/lib/Modeler';
import type { ModdleElement } from 'designer-model';
import { namesPane, sayValues } from './decision/names';
import { hideReadersWords, kept, showAgain, showReadersWords, zeebe, type Definitions } from './decision/words';
import { Draft } from './draft';
import { button, make, start, tools } from './elements';
import { host, settings, word } from './settings';
import { speakIn } from './speech';
import { translateModule } from './translate';

type Stack = { undo(): void; redo(): void };

/** Where the editor writes words of its own; in between stand those of the file. */
const own = '.dmn-island, .djs-popup';
const ofTheFile = '[contenteditable], .content-editable, .cm-editor, .djs-visual, textarea, td.input-cell, td.output-cell, td.annotation, .decision-table-name, .input-label, .input-expression, .output-label, .output-name';

/** The table editor. Tables stay left to right: mirrored, "<= 24" would read as its opposite. */
async function open(): Promise<void> {
  const draft = new Draft();
  const xml = await draft.load();
  const [views, island] = [make('nav', 'dmn-views'), make('div', 'dmn-island')];
  island.dir = 'ltr';
  let definitions: Definitions = {};
  const save = () => draft.changed(async () => (await modeler.saveXML({ format: true })).xml);
  const sayAgain = sayValues(island, () => definitions);
  const names = namesPane(() => {
    sayAgain();
    save();
  });
  host.replaceChildren(views, island, names.pane);
  const words = { additionalModules: [translateModule] };
  // What it writes without asking its translator: the kinds of things, and the choices in its menus.
  speakIn(document.body, { texts: own, except: ofTheFile });
  const modeler = new DmnModeler({ container: island, moddleExtensions: { zeebe }, drd: words, decisionTable: words, literalExpression: words, boxedExpression: words });
  modeler.on<{ definitions?: Definitions }>('import.parse.complete', event => {
    definitions = event.definitions ?? {};
    showReadersWords(definitions);
  });
  modeler.on('saveXML.start', () => hideReadersWords(definitions));
  modeler.on('saveXML.done', () => showAgain(definitions));
  await modeler.importXML(xml);
  const heard = new WeakSet<object>();
  const listen = () => {
    const viewer = modeler.getActiveViewer();
    if (!viewer || heard.has(viewer)) return;
    heard.add(viewer);
    viewer.on('commandStack.changed', save);
  };
  const show = async (view: ReturnType<DmnModeler['getViews']>[number]) => {
    await modeler.open(view);
    listen();
    names.show(view.type === 'decisionTable' ? ((view.element as ModdleElement).decisionLogic as ModdleElement) : undefined);
    for (const choice of views.children) choice.setAttribute('aria-pressed', String((choice as HTMLElement).dataset.view === view.element.id));
  };
  for (const view of modeler.getViews()) {
    const choice = button(view.type === 'drd' ? word('dmn.overview') : (kept(view.element, `name.${settings.language}`) || view.element.name || view.element.id || ''), () => void show(view));
    choice.dataset.view = view.element.id ?? '';
    views.append(choice);
  }
  const table = modeler.getViews().find(view => view.type === 'decisionTable') ?? modeler.getViews()[0];
  if (table) await show(table);
  const stack = () => modeler.getActiveViewer()?.get<Stack>('commandStack');
  tools().append(button(word('tool.undo'), () => stack()?.undo(), 'undo'), button(word('tool.redo'), () => stack()?.redo(), 'redo'));
  host.dataset.ready = 'true';
}

start(open);
