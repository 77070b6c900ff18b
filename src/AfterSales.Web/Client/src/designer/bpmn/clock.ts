import type { Element, ModdleElement } from 'designer-model';
import { word } from '../settings';

interface Injector {
  get<T>(name: string): T;
}
interface Modeling {
  createShape(shape: unknown, at: { x: number; y: number }, parent: Element, hints?: { attach: boolean }): Element;
  updateProperties(element: Element, properties: Record<string, unknown>): void;
  updateModdleProperties(element: Element, moddleElement: ModdleElement, properties: Record<string, unknown>): void;
  connect(source: Element, target: Element): void;
}
interface Stack {
  registerHandler(command: string, handler: unknown): void;
  execute(command: string, context: unknown): void;
}

/** Draws the limit of a task as a clock on its edge, with an end of its own: what an auditor must see is drawn. One step to undo. */
class DrawClock {
  static $inject = ['modeling', 'elementFactory', 'bpmnFactory'];

  constructor(
    private readonly modeling: Modeling,
    private readonly elementFactory: { createShape(attributes: Record<string, unknown>): unknown },
    private readonly bpmnFactory: { create(type: string, attributes: Record<string, unknown>): ModdleElement },
  ) {}

  preExecute({ task, expression }: { task: Element; expression: string }): void {
    const name = task.businessObject.name ?? task.id;
    const event = this.elementFactory.createShape({ type: 'bpmn:BoundaryEvent', eventDefinitionType: 'bpmn:TimerEventDefinition', cancelActivity: false });
    const clock = this.modeling.createShape(event, { x: task.x + task.width - 25, y: task.y + task.height }, task, { attach: true });
    const definition = clock.businessObject.eventDefinitions![0]!;
    const body = this.bpmnFactory.create('bpmn:FormalExpression', { body: expression });
    body.$parent = definition;
    this.modeling.updateModdleProperties(clock, definition, { timeDate: body });
    this.modeling.updateProperties(clock, { name: word('panel.clockOf', name) });
    const end = this.elementFactory.createShape({ type: 'bpmn:EndEvent' });
    const parent = (task as Element & { parent: Element }).parent;
    const over = this.modeling.createShape(end, { x: task.x + task.width - 25, y: task.y + task.height + 70 }, parent);
    this.modeling.updateProperties(over, { name: word('panel.clockOver', name) });
    this.modeling.connect(clock, over);
  }
}

class ClockCommands {
  static $inject = ['commandStack'];

  constructor(stack: Stack) {
    stack.registerHandler('aftersales.drawClock', DrawClock);
  }
}

export const clockModule = { __init__: ['clockCommands'], clockCommands: ['type', ClockCommands] };

export const drawClock = (injector: Injector, task: Element, expression: string): void => injector.get<Stack>('commandStack').execute('aftersales.drawClock', { task, expression });
