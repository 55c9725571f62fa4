// What the one-file page carries, as bytes (xtask/src/carry.rs packs it).

// Seven bits a letter; these sevens are none that a text could carry, and stand with the next seven in one letter.
const BARRED = [0, 8, 9, 10, 11, 12, 13, 26, 27, 38, 60, 127];

const unpack = (element) => {
  const text = element.textContent, bytes = new Uint8Array(+element.dataset.bytes);
  let at = 0, held = 0, bits = 0;
  const take = (seven) => {
    held = (held << 7) | seven;
    bits += 7;
    if (bits > 7) bytes[at++] = held >> (bits -= 8);
  };
  for (let n = 0; n < text.length; n++) {
    const code = text.charCodeAt(n);
    if (code > 127) take(BARRED[(code >> 7) - 2]);
    take(code & 127);
  }
  return bytes;
};

// LZMA as the file format .lzma has it, by the specification of the LZMA SDK (public domain). Browsers unpack gzip by
// themselves, but the wasm is a fifth smaller so.
const unlzma = (input) => {
  const head = input[0], lc = head % 9, lp = ((head / 9) | 0) % 5, pb = (head / 45) | 0;
  const out = new Uint8Array(new DataView(input.buffer).getUint32(5, true));
  const chances = (count) => new Uint16Array(count).fill(1024);
  const literals = chances(0x300 << (lc + lp));
  const isMatch = chances(192), isRepeat = chances(12), isOlder = chances(12), isOldest = chances(12);
  const isLast = chances(12), isLong = chances(192), slots = chances(256), places = chances(115), align = chances(16);
  const lengths = () => ({ choice: chances(2), low: chances(128), middle: chances(128), high: chances(256) });
  const matched = lengths(), repeated = lengths();
  let at = 18, range = 0xffffffff, code = new DataView(input.buffer).getUint32(14);

  const widen = () => {
    if (range < 0x1000000) {
      range = (range << 8) >>> 0;
      code = ((code << 8) | input[at++]) >>> 0;
    }
  };
  const bit = (table, n) => {
    const chance = table[n], bound = (range >>> 11) * chance, one = code >= bound;
    if (one) {
      range -= bound;
      code -= bound;
      table[n] = chance - (chance >> 5);
    } else {
      range = bound;
      table[n] = chance + ((2048 - chance) >> 5);
    }
    widen();
    return +one;
  };
  const plain = (count) => {
    let value = 0;
    while (count--) {
      range >>>= 1;
      const one = code >= range;
      if (one) code -= range;
      value = value * 2 + one;
      widen();
    }
    return value;
  };
  const tree = (table, bits, from = 0) => {
    let node = 1;
    for (let n = 0; n < bits; n++) node = node * 2 + bit(table, from + node);
    return node - (1 << bits);
  };
  const backward = (table, bits, from = 0) => {
    let node = 1, value = 0;
    for (let n = 0; n < bits; n++) {
      const one = bit(table, from + node);
      node = node * 2 + one;
      value |= one << n;
    }
    return value;
  };
  const length = ({ choice, low, middle, high }, place) => {
    if (!bit(choice, 0)) return 2 + tree(low, 3, place << 3);
    return bit(choice, 1) ? 18 + tree(high, 8) : 10 + tree(middle, 3, place << 3);
  };

  let state = 0, last = [0, 0, 0, 0];
  for (let to = 0; to < out.length; ) {
    const place = to & ((1 << pb) - 1);
    if (!bit(isMatch, (state << 4) + place)) {
      const from = 0x300 * (((to & ((1 << lp) - 1)) << lc) + ((to && out[to - 1]) >> (8 - lc)));
      let letter = 1;
      if (state > 6) {
        let model = out[to - last[0] - 1], one, same;
        do {
          same = (model >> 7) & 1;
          model <<= 1;
          one = bit(literals, from + ((1 + same) << 8) + letter);
          letter = letter * 2 + one;
        } while (same === one && letter < 0x100);
      }
      while (letter < 0x100) letter = letter * 2 + bit(literals, from + letter);
      out[to++] = letter;
      state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
      continue;
    }
    let count = 1;
    if (!bit(isRepeat, state)) {
      count = length(matched, place);
      state = state < 7 ? 7 : 10;
      const slot = tree(slots, 6, Math.min(count - 2, 3) << 6), bits = (slot >> 1) - 1;
      let back = slot;
      if (slot > 3) back = (2 | (slot & 1)) << bits;
      if (slot > 13) back += plain(bits - 4) * 16 + backward(align, 4);
      else if (slot > 3) back += backward(places, bits, back - slot);
      last = [back, last[0], last[1], last[2]];
    } else {
      let which = 0;
      if (bit(isOlder, state)) which = bit(isOldest, state) ? 2 + bit(isLast, state) : 1;
      const isShort = !which && !bit(isLong, (state << 4) + place);
      last = [last[which], ...last.filter((_, n) => n !== which)];
      if (!isShort) count = length(repeated, place);
      state = isShort ? (state < 7 ? 9 : 11) : state < 7 ? 8 : 11;
    }
    for (; count && to < out.length; count--, to++) out[to] = out[to - last[0] - 1];
  }
  return out;
};
