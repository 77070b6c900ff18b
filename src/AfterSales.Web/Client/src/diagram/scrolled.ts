interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}
interface Canvas {
  resized(): void;
  viewbox(): { inner: Box };
  viewbox(box: Box): void;
}
interface Registry {
  get(id: string): Box | undefined;
}
interface Viewer {
  get<T>(service: string): T;
}

/** A screen on which nobody draws: what is shown there is read. */
export const isSmallScreen = (): boolean => window.matchMedia('(max-width: 700px)').matches;

const margin = 16;

/** Scales at which names can be read; the first shows the drawing as wide as the screen. */
const scales = [0, 0.4, 0.6, 0.8, 1, 1.4];

/**
 * A drawing on a small screen: laid out in a size at which it can be read, in a frame that is scrolled by the finger as any other page is.
 * The drawing tool itself knows only the mouse. The mark of bpmn.io goes below the frame, where it stays visible.
 */
export class ScrolledDrawing {
  private level = 3;

  constructor(
    private readonly viewer: Viewer,
    private readonly frame: HTMLElement,
    private readonly sheet: HTMLElement,
  ) {
    const mark = sheet.querySelector('.bjs-powered-by');
    if (mark) frame.after(mark);
    this.lay();
  }

  /** Larger or smaller by one step; what stands in the middle stays there. */
  zoom(by: number): void {
    const { scrollLeft, scrollTop, scrollWidth, scrollHeight, clientWidth, clientHeight } = this.frame;
    const [x, y] = [(scrollLeft + clientWidth / 2) / scrollWidth, (scrollTop + clientHeight / 2) / scrollHeight];
    this.level = Math.min(Math.max(this.level + by, 0), scales.length - 1);
    this.lay();
    this.frame.scrollTo(x * this.frame.scrollWidth - clientWidth / 2, y * this.frame.scrollHeight - clientHeight / 2);
  }

  /** All of it, as wide as the screen. */
  whole(): void {
    this.level = 0;
    this.lay();
  }

  /** Brings an element to the middle of the frame. */
  show(id: string): void {
    const [shape, scale] = [this.viewer.get<Registry>('elementRegistry').get(id), this.scale];
    if (shape?.x === undefined) return;
    const { x, y } = this.box;
    this.frame.scrollTo((shape.x + shape.width / 2 - x) * scale - this.frame.clientWidth / 2, (shape.y + shape.height / 2 - y) * scale - this.frame.clientHeight / 2);
  }

  private get box(): Box {
    const { inner } = this.viewer.get<Canvas>('canvas').viewbox();
    return { x: inner.x - margin, y: inner.y - margin, width: inner.width + 2 * margin, height: inner.height + 2 * margin };
  }

  private get scale(): number {
    return scales[this.level]! || this.frame.clientWidth / this.box.width;
  }

  private lay(): void {
    const [box, scale, canvas] = [this.box, this.scale, this.viewer.get<Canvas>('canvas')];
    this.sheet.style.inlineSize = `${Math.round(box.width * scale)}px`;
    this.sheet.style.blockSize = `${Math.round(box.height * scale)}px`;
    canvas.resized();
    canvas.viewbox(box);
  }
}
