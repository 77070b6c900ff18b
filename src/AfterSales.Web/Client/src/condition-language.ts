/** The part of FEEL that conditions of forms use: comparisons, and, or, not(), list contains(), in ("a", "b"). */
export type Node =
  | { kind: 'literal'; value: unknown }
  | { kind: 'name'; path: string[] }
  | { kind: 'compare'; operator: string; left: Node; right: Node }
  | { kind: 'and' | 'or'; left: Node; right: Node }
  | { kind: 'not'; inner: Node }
  | { kind: 'contains'; list: Node; item: Node }
  | { kind: 'in'; value: Node; items: Node[] };

class Unknown extends Error {}

/** The condition, or null where it uses more of FEEL than is known here. */
export function parse(source: string): Node | null {
  const text = source.trim().replace(/^=/, '');
  if (text === '') return null;
  try {
    const reader = new Reader(tokens(text));
    const node = reader.or();
    reader.end();
    return node;
  } catch (error) {
    if (error instanceof Unknown) return null;
    throw error;
  }
}

/** True, false, a value, or null, as FEEL's three-valued logic says. */
export function evaluate(node: Node, values: Record<string, unknown>): unknown {
  switch (node.kind) {
    case 'literal':
      return node.value;
    case 'name': {
      let value: unknown = values;
      for (const part of node.path) value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[part] : undefined;
      return value ?? null;
    }
    case 'not': {
      const inner = evaluate(node.inner, values);
      return typeof inner === 'boolean' ? !inner : null;
    }
    case 'and': {
      const [left, right] = [evaluate(node.left, values), evaluate(node.right, values)];
      return left === false || right === false ? false : left === true && right === true ? true : null;
    }
    case 'or': {
      const [left, right] = [evaluate(node.left, values), evaluate(node.right, values)];
      return left === true || right === true ? true : left === false && right === false ? false : null;
    }
    case 'contains': {
      const list = evaluate(node.list, values);
      return Array.isArray(list) ? list.includes(evaluate(node.item, values)) : null;
    }
    case 'in': {
      const value = evaluate(node.value, values);
      return node.items.some(item => evaluate(item, values) === value);
    }
    case 'compare':
      return compare(node.operator, evaluate(node.left, values), evaluate(node.right, values));
  }
}

function compare(operator: string, left: unknown, right: unknown): boolean | null {
  if (operator === '=') return left === right;
  if (operator === '!=') return left !== right;
  if (typeof left !== typeof right || (typeof left !== 'number' && typeof left !== 'string')) return null;
  const [a, b] = [left as number, right as number];
  return operator === '<' ? a < b : operator === '<=' ? a <= b : operator === '>' ? a > b : a >= b;
}

function tokens(text: string): string[] {
  const pattern = /\s+|("(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?|list contains|[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*|!=|<=|>=|[=<>(),[\]])/uy;
  const found: string[] = [];
  while (pattern.lastIndex < text.length) {
    const match = pattern.exec(text);
    if (!match) throw new Unknown();
    if (match[1] !== undefined) found.push(match[1]);
  }
  return found;
}

class Reader {
  private at = 0;
  constructor(private readonly list: string[]) {}

  or(): Node {
    let left = this.and();
    while (this.take('or')) left = { kind: 'or', left, right: this.and() };
    return left;
  }

  end(): void {
    if (this.at < this.list.length) throw new Unknown();
  }

  private and(): Node {
    let left = this.comparison();
    while (this.take('and')) left = { kind: 'and', left, right: this.comparison() };
    return left;
  }

  private comparison(): Node {
    const left = this.primary();
    for (const operator of ['=', '!=', '<=', '>=', '<', '>'])
      if (this.take(operator)) return { kind: 'compare', operator, left, right: this.primary() };
    if (this.take('in')) {
      const close = this.take('(') ? ')' : this.take('[') ? ']' : null;
      if (!close) throw new Unknown();
      return { kind: 'in', value: left, items: this.items(close) };
    }
    return left;
  }

  private items(close: string): Node[] {
    const items = [this.primary()];
    while (this.take(',')) items.push(this.primary());
    this.expect(close);
    return items;
  }

  private primary(): Node {
    const token = this.list[this.at++];
    if (token === undefined) throw new Unknown();
    if (token.startsWith('"')) return { kind: 'literal', value: JSON.parse(token) as string };
    if (/^-?\d/.test(token)) return { kind: 'literal', value: Number(token) };
    if (token === 'true' || token === 'false') return { kind: 'literal', value: token === 'true' };
    if (token === 'null') return { kind: 'literal', value: null };
    if (token === '(') {
      const inner = this.or();
      this.expect(')');
      return inner;
    }
    if (token === 'not' && this.take('(')) {
      const inner = this.or();
      this.expect(')');
      return { kind: 'not', inner };
    }
    if (token === 'list contains') {
      this.expect('(');
      const list = this.primary();
      this.expect(',');
      const item = this.primary();
      this.expect(')');
      return { kind: 'contains', list, item };
    }
    if (!/^[\p{L}_]/u.test(token) || this.list[this.at] === '(') throw new Unknown();
    return { kind: 'name', path: token.split('.') };
  }

  private take(token: string): boolean {
    if (this.list[this.at] !== token) return false;
    this.at++;
    return true;
  }

  private expect(token: string): void {
    if (!this.take(token)) throw new Unknown();
  }
}
