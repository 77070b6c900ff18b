import type { Element, ModdleElement } from 'designer-model';
import { word } from '../settings';
import { labelOf } from './fix-words';
import { Writer, type CommandStack } from './properties';

export interface Edit {
  action: 'set-property' | 'set-attribute' | 'set-bounds';
  elementId: string;
  name: string;
  value: string | null;
}
interface Modeling {
  updateProperties(element: Element, properties: Record<string, unknown>): void;
  resizeShape(shape: Element, bounds: { x: number; y: number; width: number; height: number }): void;
  moveShape(shape: Element, delta: { x: number; y: number }): void;
}

/** Does what a finding proposes. A value the author has to think up is left to the panel: the element is selected. */
export function applyFix(modeler: { get<T>(service: string): T }, edits: Edit[]): void {
  const registry = modeler.get<{ get(id: string): Element | undefined; filter(test: (element: Element) => boolean): Element[] }>('elementRegistry');
  const modeling = modeler.get<Modeling>('modeling');
  for (const edit of edits) {
    // The process itself is not drawn: its pool stands for it.
    const element = registry.get(edit.elementId) ?? registry.filter(each => (each.businessObject.processRef as ModdleElement | undefined)?.id === edit.elementId)[0];
    if (!element) continue;
    modeler.get<{ select(element: Element): void }>('selection').select(element);
    const value = edit.value ?? window.prompt(word('lint.value', labelOf(edit.name)));
    if (!value) continue;
    const writer = () => new Writer(element, modeler.get('bpmnFactory'), modeler.get<CommandStack>('commandStack'));
    if (edit.action === 'set-property') writer().property(edit.name, value).done();
    else if (edit.action === 'set-attribute' && edit.name === 'name') writer().own('name', value).done();
    else if (edit.action === 'set-attribute') modeling.updateProperties(element, { [edit.name]: edit.name === 'default' ? registry.get(value)?.businessObject : value });
    else setBounds(modeling, element, edit.name, value);
  }
}

function setBounds(modeling: Modeling, element: Element, name: string, value: string): void {
  const [first, second] = value.split(',').map(Number);
  if (first === undefined || second === undefined || Number.isNaN(first + second)) return;
  if (name === 'size') modeling.resizeShape(element, { x: element.x, y: element.y, width: first, height: second });
  else modeling.moveShape(element, { x: first - element.x, y: second - element.y });
}
