import { CloudElementTemplatesPropertiesProviderModule } from 'bpmn-js-element-templates';
import { CreateAppendAnythingModule, CreateAppendElementTemplatesModule } from 'bpmn-js-create-append-anything';
import Modeler from 'bpmn-js/lib/Modeler';
import { BpmnPropertiesPanelModule, BpmnPropertiesProviderModule, ZeebePropertiesProviderModule } from 'bpmn-js-properties-panel';
import ElementTemplateChooserModule from '@bpmn-io/element-template-chooser';
import ElementTemplateIconRenderer from '@bpmn-io/element-template-icon-renderer';
import { ZeebeVariableResolverModule } from '@bpmn-io/variable-resolver';
import ZeebeBehaviorsModule from 'camunda-bpmn-js-behaviors/lib/camunda-cloud';
import MinimapModule from 'diagram-js-minimap';
import zeebeModdle from 'zeebe-bpmn-moddle/resources/zeebe.json';
import { Draft } from '../draft';
import { button, make, tools } from '../elements';
import { host, word } from '../settings';
import { beforeLeaving } from '../leave';
import { clockModule } from './clock';
import { linksModule } from './links';
import { LiveLint } from './lint';
import { showReadersNames } from './names';
import { panelModule, toggleExpert } from './panel';
import type { CommandStack } from './properties';
import { roomModule } from './room';
import { speakIn } from '../speech';
import { supportedModule } from './supported';
import { translateModule } from '../translate';
import { loadVocabulary } from './vocabulary';

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}
interface Canvas {
  viewbox(box?: Box): { inner: Box; outer: Box };
  focus(): void;
}

/** What the palette covers of the drawing. */
const palette = 130;

/** Shows the whole diagram beside the palette. */
function fit(canvas: Canvas): void {
  const { inner, outer } = canvas.viewbox();
  const scale = Math.min((outer.width - palette - 20) / inner.width, (outer.height - 40) / inner.height, 1);
  if (!(scale > 0)) return;
  canvas.viewbox({ x: inner.x - palette / scale, y: inner.y - 20 / scale, width: outer.width / scale, height: outer.height / scale });
}

/** Opens the draft in the drawing tool. */
export async function openModeler(): Promise<void> {
  const draft = new Draft();
  beforeLeaving(() => draft.flush());
  const [xml, vocabulary] = await Promise.all([draft.load(), loadVocabulary()]);
  const [canvas, panel, list, counts] = [make('div', 'canvas'), make('div', 'properties'), make('ul', 'lint-list'), make('span', 'lint-counts')];
  // Diagrams run from left to right in every language; labels leave their shapes otherwise.
  canvas.dir = 'ltr';
  const findings = make('details', 'findings-pane');
  const summary = make('summary', '', word('lint.title'));
  summary.append(' ', counts);
  findings.open = true;
  findings.append(summary, list);
  const left = make('div', 'drawing');
  left.append(canvas, findings);
  host.replaceChildren(left, panel);
  // What stands in the place of an expression that is open in a window of its own, and all that is said by pointing.
  speakIn(panel, { texts: '[class*="open-popup-placeholder"]' });
  const modeler = new Modeler({
    container: canvas,
    propertiesPanel: { parent: panel },
    minimap: { open: false },
    moddleExtensions: { zeebe: zeebeModdle },
    additionalModules: [
      BpmnPropertiesPanelModule, BpmnPropertiesProviderModule, ZeebePropertiesProviderModule, CloudElementTemplatesPropertiesProviderModule,
      ElementTemplateChooserModule, ElementTemplateIconRenderer, CreateAppendAnythingModule, CreateAppendElementTemplatesModule,
      ZeebeBehaviorsModule, ZeebeVariableResolverModule, MinimapModule, translateModule, supportedModule, clockModule, panelModule, linksModule, roomModule,
    ],
  });
  modeler.on<{ errors: unknown[] }>('elementTemplates.errors', ({ errors }) => console.error('Element templates cannot be used', errors));
  modeler.get<{ setTemplates(templates: unknown[]): void }>('elementTemplatesLoader').setTemplates(vocabulary.elementTemplates);
  showReadersNames(modeler);
  await modeler.importXML(xml);
  const view = modeler.get<Canvas>('canvas');
  fit(view);
  view.focus();
  const lint = new LiveLint(modeler, list, counts);
  const stack = modeler.get<CommandStack>('commandStack');
  addTools(modeler, stack, view);
  modeler.on<{ trigger?: string }>('commandStack.changed', ({ trigger }) => {
    if (trigger === 'clear') return;
    draft.changed(async () => (await modeler.saveXML({ format: true })).xml);
    lint.soon();
  });
  host.dataset.ready = 'true';
  await lint.ask();
}

function addTools(modeler: Modeler, stack: CommandStack, view: Canvas): void {
  // The drawing listens to keys only while it has the focus.
  const then = (action: () => void) => () => {
    action();
    view.focus();
  };
  const undo = button(word('tool.undo'), then(() => stack.undo()), 'undo');
  const redo = button(word('tool.redo'), then(() => stack.redo()), 'redo');
  const expert = button(word('tool.expert'), () => expert.setAttribute('aria-pressed', String(toggleExpert(modeler.get('eventBus')))), 'expert');
  expert.setAttribute('aria-pressed', 'false');
  const offer = () => {
    undo.disabled = !stack.canUndo();
    redo.disabled = !stack.canRedo();
  };
  modeler.on('commandStack.changed', offer);
  offer();
  tools().append(
    undo, redo,
    // The click itself, once it reaches the page, would close the search again.
    button(word('tool.search'), () => window.setTimeout(() => modeler.get<{ open(): void }>('searchPad').open()), 'search'),
    button(word('tool.fit'), then(() => fit(view)), 'fit'),
    expert,
  );
}
