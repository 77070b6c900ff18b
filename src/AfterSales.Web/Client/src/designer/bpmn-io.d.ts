// The editors come without types of their own; what is used of them is described here.
declare module 'bpmn-js/lib/Modeler' {
  export default class Modeler {
    constructor(options: Record<string, unknown>);
    importXML(xml: string): Promise<{ warnings: unknown[] }>;
    saveXML(options: { format: boolean }): Promise<{ xml: string }>;
    get<T>(service: string): T;
    on<T>(event: string, listener: (event: T) => void): void;
    on<T>(event: string, priority: number, listener: (event: T) => void): void;
  }
}
declare module 'bpmn-js/lib/util/ModelUtil' {
  import type { Element, ModdleElement } from 'designer-model';
  export function is(element: Element | ModdleElement, type: string): boolean;
}
declare module 'designer-model' {
  export interface ModdleElement {
    $type: string;
    $parent?: ModdleElement;
    id?: string;
    name?: string;
    get(name: string): unknown;
    extensionElements?: ModdleElement & { values: ModdleElement[] };
    eventDefinitions?: ModdleElement[];
    properties?: ModdleElement[];
    value?: string;
    [key: string]: unknown;
  }
  export interface Element {
    id: string;
    type: string;
    businessObject: ModdleElement;
    labelTarget?: Element;
    attachers?: Element[];
    children?: Element[];
    incoming?: Element[];
    outgoing?: Element[];
    source?: Element;
    target?: Element;
    x: number;
    y: number;
    width: number;
    height: number;
  }
}
declare module 'bpmn-js-properties-panel' {
  export const BpmnPropertiesPanelModule: unknown;
  export const BpmnPropertiesProviderModule: unknown;
  export const ZeebePropertiesProviderModule: unknown;
  export function useService<T>(name: string): T;
}
declare module '@bpmn-io/properties-panel' {
  export const Group: unknown;
  type Entry = (props: Record<string, unknown>) => unknown;
  export const SelectEntry: Entry;
  export const TextFieldEntry: Entry;
  export const TextAreaEntry: Entry;
  export const CheckboxEntry: Entry;
  export const NumberFieldEntry: Entry;
}
declare module '@bpmn-io/properties-panel/preact' {
  export function h(type: string, attributes: Record<string, unknown> | null, ...children: unknown[]): unknown;
}
declare module 'bpmn-js-element-templates' {
  export const CloudElementTemplatesPropertiesProviderModule: unknown;
}
declare module 'bpmn-js-create-append-anything' {
  export const CreateAppendAnythingModule: unknown;
  export const CreateAppendElementTemplatesModule: unknown;
}
declare module '@bpmn-io/variable-resolver' {
  export const ZeebeVariableResolverModule: unknown;
}
declare module '@bpmn-io/element-template-chooser';
declare module '@bpmn-io/element-template-icon-renderer';
declare module 'camunda-bpmn-js-behaviors/lib/camunda-cloud';
declare module 'diagram-js-minimap';
declare module 'zeebe-bpmn-moddle/resources/zeebe.json';
declare module 'dmn-js/lib/Modeler' {
  export default class DmnModeler {
    constructor(options: Record<string, unknown>);
    importXML(xml: string): Promise<{ warnings: unknown[] }>;
    saveXML(options: { format: boolean }): Promise<{ xml: string }>;
    getViews(): { type: string; name?: string; element: import('designer-model').ModdleElement }[];
    getActiveView(): unknown;
    open(view: unknown): Promise<unknown>;
    getActiveViewer(): { get<T>(service: string): T; on(event: string, listener: () => void): void } | undefined;
    on<T>(event: string, listener: (event: T) => void): void;
  }
}
declare module '@bpmn-io/form-js-viewer' {
  export class Form {
    constructor(options: Record<string, unknown>);
    setProperty(name: string, value: unknown): void;
    importSchema(schema: unknown, data: unknown): Promise<unknown>;
  }
}
declare module '@bpmn-io/form-js-editor' {
  export function usePropertiesPanelService<T>(name: string): T;
  export class FormEditor {
    constructor(options: Record<string, unknown>);
    importSchema(schema: unknown): Promise<unknown>;
    saveSchema(): Record<string, unknown>;
    on(event: string, listener: () => void): void;
    get<T>(service: string): T;
  }
}
