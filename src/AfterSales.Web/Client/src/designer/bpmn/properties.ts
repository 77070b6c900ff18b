import type { Element, ModdleElement } from 'designer-model';
import { englishName, isShownName } from './names';

export interface CommandStack {
  execute(command: string, context: unknown): void;
  undo(): void;
  redo(): void;
  canUndo(): boolean;
  canRedo(): boolean;
}
interface BpmnFactory {
  create(type: string, attributes: Record<string, unknown>): ModdleElement;
}
export interface Command {
  cmd: 'element.updateModdleProperties';
  context: { element: Element; moddleElement: ModdleElement; properties: Record<string, unknown> };
}

/** The business object; of a pool its process, since that is what people mean. */
export const subject = (element: Element): ModdleElement =>
  element.type === 'bpmn:Participant' && element.businessObject.processRef ? (element.businessObject.processRef as ModdleElement) : element.businessObject;

const extension = (bo: ModdleElement, type: string): ModdleElement | undefined => bo.extensionElements?.values?.find(value => value.$type === type);

const stored = (bo: ModdleElement, name: string): string | undefined => extension(bo, 'zeebe:Properties')?.properties?.find(entry => entry.name === name)?.value;

/** The value of a `zeebe:property`. */
export const property = (bo: ModdleElement, name: string): string | undefined =>
  isShownName(name) && stored(bo, englishName) !== undefined ? bo.name : stored(bo, name);

/** An attribute of an extension element. */
export const attribute = (bo: ModdleElement, type: string, name: string): string | undefined => extension(bo, type)?.get(name) as string | undefined;

/** Writes extension elements; everything of one call is one step to undo. */
export class Writer {
  private readonly commands: Command[] = [];
  private readonly lists = new Map<ModdleElement, ModdleElement[]>();
  private readonly created = new Map<string, ModdleElement>();
  private container: ModdleElement | undefined;

  constructor(
    private readonly element: Element,
    private readonly factory: BpmnFactory,
    private readonly stack: CommandStack,
    private readonly bo = subject(element),
  ) {}

  /** Sets a `zeebe:property`, or removes it where the value is empty. */
  property(name: string, value: string | undefined): this {
    // A field that loses the focus tells its value once more; that is no step to undo.
    if ((property(this.bo, name) ?? '') === (value ?? '')) return this;
    if (!isShownName(name)) return this.store(name, value);
    // What the canvas shows so far is the name of the file, if there is any.
    if (this.bo.name && stored(this.bo, englishName) === undefined) this.store(englishName, this.bo.name);
    return this.update(this.bo, { name: value || undefined });
  }

  /** Sets an attribute of the element, as it stands in the file. */
  own(name: string, value: string): this {
    return name === 'name' && stored(this.bo, englishName) !== undefined ? this.store(englishName, value) : this.update(this.bo, { [name]: value });
  }

  private store(name: string, value: string | undefined): this {
    const properties = this.ensure('zeebe:Properties', () => ({ properties: [] }));
    const before = this.lists.get(properties) ?? (properties.get('properties') as ModdleElement[]);
    const kept = before.filter(entry => entry.name !== name);
    if (value) {
      const entry = this.factory.create('zeebe:Property', { name, value });
      entry.$parent = properties;
      // A value that changes keeps its place in the file.
      const place = before.findIndex(old => old.name === name);
      if (place >= 0) kept.splice(place, 0, entry);
      else kept.push(entry);
    }
    this.lists.set(properties, kept);
    this.update(properties, { properties: kept });
    return this;
  }

  /** Sets an attribute of an extension element. */
  attribute(type: string, name: string, value: string | undefined): this {
    if ((attribute(this.bo, type, name) ?? '') === (value ?? '')) return this;
    this.update(this.ensure(type, () => ({})), { [name]: value || undefined });
    return this;
  }

  /** Sets properties of anything that belongs to the element. */
  update(moddleElement: ModdleElement, properties: Record<string, unknown>): this {
    this.commands.push({ cmd: 'element.updateModdleProperties', context: { element: this.element, moddleElement, properties } });
    return this;
  }

  done(): void {
    if (this.commands.length > 0) this.stack.execute('properties-panel.multi-command-executor', this.commands);
  }

  private ensure(type: string, attributes: () => Record<string, unknown>): ModdleElement {
    const there = extension(this.bo, type) ?? this.created.get(type);
    if (there) return there;
    const container = this.extensions();
    const made = this.factory.create(type, attributes());
    made.$parent = container;
    this.created.set(type, made);
    const values = [...(this.lists.get(container) ?? (container.get('values') as ModdleElement[] | undefined) ?? []), made];
    this.lists.set(container, values);
    this.update(container, { values });
    return made;
  }

  private extensions(): ModdleElement {
    if (this.bo.extensionElements) return this.bo.extensionElements;
    if (!this.container) {
      this.container = this.factory.create('bpmn:ExtensionElements', { values: [] });
      this.container.$parent = this.bo;
      this.update(this.bo, { extensionElements: this.container });
    }
    return this.container;
  }
}
