import { is } from 'bpmn-js/lib/util/ModelUtil';
import type { Element } from 'designer-model';

interface EventBus {
  on(event: string, priority: number, listener: (event: { context: { shape: Element; targetFlow?: Element } }) => void): void;
}
interface Modeling {
  moveShape(shape: Element, delta: { x: number; y: number }): void;
  createSpace(moving: Element[], resizing: Element[], delta: { x: number; y: number }, direction: string, start: number): void;
  updateWaypoints(connection: Element, waypoints: { x: number; y: number }[]): void;
}
interface SpaceTool {
  calculateAdjustments(elements: Element[], axis: 'x', delta: number, start: number): { movingShapes: Element[]; resizingShapes: Element[] };
}
interface Canvas {
  getRootElement(): Element;
}

/** Between two steps of a row, as the shipped workflows are drawn. */
const gap = 34;

const right = (shape: Element) => shape.x + shape.width;
const middle = (shape: Element) => shape.y + shape.height / 2;
const inside = (element: Element): Element[] => [element, ...(element.children ?? []).flatMap(inside)];

/** A step that is dropped on a line between two others of a row gets a place of its own: what stands to the right makes room, in the same step to undo. */
class MakeRoom {
  static $inject = ['eventBus', 'modeling', 'spaceTool', 'canvas'];

  constructor(
    eventBus: EventBus,
    private readonly modeling: Modeling,
    private readonly spaceTool: SpaceTool,
    private readonly canvas: Canvas,
  ) {
    // After the tool itself has put the step into the line.
    eventBus.on('commandStack.shape.create.postExecuted', 200, ({ context: { shape, targetFlow } }) => {
      if (targetFlow && is(shape, 'bpmn:FlowNode')) this.between(shape);
    });
  }

  private between(shape: Element): void {
    const [incoming, outgoing] = [shape.incoming?.[0], shape.outgoing?.[0]];
    const [source, target] = [incoming?.source, outgoing?.target];
    if (!incoming || !outgoing || !source || !target || target.x <= right(source) || Math.abs(middle(source) - middle(target)) > 1) return;
    const missing = shape.width + 2 * gap - (target.x - right(source));
    if (missing > 0) this.widen(right(source) + 1, missing, shape);
    const place = right(source) + (target.x - right(source) - shape.width) / 2;
    this.modeling.moveShape(shape, { x: Math.round(place) - shape.x, y: middle(source) - middle(shape) });
    const y = middle(source);
    this.modeling.updateWaypoints(incoming, [{ x: right(source), y }, { x: shape.x, y }]);
    this.modeling.updateWaypoints(outgoing, [{ x: right(shape), y }, { x: target.x, y }]);
  }

  private widen(start: number, by: number, besides: Element): void {
    const others = inside(this.canvas.getRootElement()).filter(element => element !== besides);
    const { movingShapes, resizingShapes } = this.spaceTool.calculateAdjustments(others, 'x', by, start);
    // Lanes and what holds steps grow; steps keep their size.
    const growing = resizingShapes.filter(element => is(element, 'bpmn:Participant') || is(element, 'bpmn:Lane') || is(element, 'bpmn:SubProcess'));
    this.modeling.createSpace(movingShapes, growing, { x: by, y: 0 }, 'e', start);
  }
}

export const roomModule = { __init__: ['makeRoom'], makeRoom: ['type', MakeRoom] };
