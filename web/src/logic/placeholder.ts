/** A calm picture for a product without one: a grid of quarter circles, dots and bars, the same for the same text. */
export interface Pattern {
  /** Hue in degrees; products of one kind share it. */
  hue: number;
  /** SVG path of the shapes in the stronger tone, in a box of 48 × 48. */
  strong: string;
  /** SVG path of the shapes in the softer tone. */
  soft: string;
}

const cell = 16;

/** Makes the picture: the hue from `family` (a category), the shapes from `text` (the product). */
export function patternOf(text: string, family: string): Pattern {
  const bits = mix(hash(text));
  let strong = "";
  let soft = "";
  for (let at = 0; at < 9; at++) {
    const value = bits[at % bits.length]! >>> ((at % 4) * 7);
    const shape = shapeOf(value & 7, (at % 3) * cell, Math.floor(at / 3) * cell);
    if (value & 8) strong += shape;
    else soft += shape;
  }
  return { hue: (hash(family || text) >>> 3) % 360, strong, soft };
}

function shapeOf(kind: number, x: number, y: number): string {
  const right = x + cell;
  const low = y + cell;
  switch (kind) {
    case 0: return `M${x} ${y}h${cell}a${cell} ${cell} 0 0 1-${cell} ${cell}z`;
    case 1: return `M${right} ${y}v${cell}a${cell} ${cell} 0 0 1-${cell}-${cell}z`;
    case 2: return `M${right} ${low}h-${cell}a${cell} ${cell} 0 0 1 ${cell}-${cell}z`;
    case 3: return `M${x} ${low}v-${cell}a${cell} ${cell} 0 0 1 ${cell} ${cell}z`;
    case 4: return `M${x + 4} ${y + 8}a4 4 0 1 0 8 0a4 4 0 1 0-8 0z`;
    case 5: return `M${x} ${y + 8}h${cell}v8h-${cell}z`;
    case 6: return `M${x} ${y + 8}a8 8 0 0 1 ${cell} 0z`;
    default: return "";
  }
}

// FNV-1a over UTF-16 units, which is enough to tell titles apart.
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value >>> 0;
}

function mix(seed: number): number[] {
  const parts: number[] = [];
  let value = seed || 1;
  for (let at = 0; at < 9; at++) {
    value ^= value << 13;
    value ^= value >>> 17;
    value ^= value << 5;
    parts.push(value >>> 0);
  }
  return parts;
}
