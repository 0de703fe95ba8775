/* Names on the picture: of one size at any zoom, never over each other, the most connected first. */
dtz.wrap = function (name, rows = 2) {
  const most = 23 * rows;
  const text = name.length > most ? `${name.slice(0, most - 2)}…` : name;
  if (text.length <= 20) return [text];
  const words = text.split(" ");
  let first = words.shift();
  const parts = Math.min(rows, Math.ceil(text.length / 23) || 1);
  while (words.length && first.length + words[0].length + 1 <= Math.max(18, text.length / Math.max(parts, 2) + 2)) first += ` ${words.shift()}`;
  if (!words.length) return [first];
  return parts > 2 ? [first, ...dtz.wrap(words.join(" "), rows - 1)] : [first, words.join(" ")];
};

/* What is taken of the screen, in small squares: by a mark, or by a name. */
dtz.CELL = 6;

dtz.Labels = class {
  constructor(wide, high) {
    this.size = [wide, high];
    this.columns = Math.ceil(wide / dtz.CELL) + 1;
    this.cells = new Uint8Array(this.columns * (Math.ceil(high / dtz.CELL) + 1));
  }

  /* The first and last row and column of squares that a box lies in, on the screen. */
  span([left, top, right, bottom]) {
    const square = (place, most) => Math.floor(Math.min(Math.max(place, 0), most) / dtz.CELL);
    return [square(left, this.size[0]), square(top, this.size[1]), square(right, this.size[0]), square(bottom, this.size[1])];
  }

  /* Whether a box is on the screen and free of names, and of marks unless it may lie over these. */
  free(box, over) {
    if (box[0] < 2 || box[1] < 2 || box[2] > this.size[0] - 2 || box[3] > this.size[1] - 2) return false;
    const [left, top, right, bottom] = this.span(box);
    const most = over ? 1 : 0;
    for (let row = top; row <= bottom; row += 1) for (let n = row * this.columns + left; n <= row * this.columns + right; n += 1) if (this.cells[n] > most) return false;
    return true;
  }

  /* A place shifted sideways so that the name is whole, where what it names is itself on the screen. */
  inside([x, y], at, width) {
    const least = width / 2 + 4;
    return at.x < 0 || at.x > this.size[0] ? [x, y] : [Math.max(least, Math.min(x, this.size[0] - least)), y];
  }

  block(box, by = 2) {
    const [left, top, right, bottom] = this.span(box);
    for (let row = top; row <= bottom; row += 1) for (let n = row * this.columns + left; n <= row * this.columns + right; n += 1) if (this.cells[n] < by) this.cells[n] = by;
  }

  /* Draw lines of text under, over or beside a point of the screen, where there is room; or because it must.
     ``over``: marks may be covered; ``apart``: so far from other names; ``spots``: the places that are tried, by width and height. */
  draw(ctx, lines, at, reach, paint, { must = false, over = false, apart = 0, spots = dtz.around4 } = {}) {
    const width = dtz.wide(ctx, paint.font, lines);
    const height = lines.length * paint.leading;
    const places = spots(at, reach, width, height);
    const boxed = ([left, top], by = 0) => [left - width / 2 - 3 - by, top - 1 - by, left + width / 2 + 3 + by, top + height + 1 + by];
    const place = places.find((found) => this.free(boxed(found, apart))) || (over || must ? places.find((found) => this.free(boxed(found, apart), true)) : null) || (must ? this.inside(places[0], at, width) : null);
    if (!place) return false;
    const [x, y] = place;
    this.block(boxed(place));
    if (paint.plate) dtz.plate(ctx, boxed(place), paint.halo);
    ctx.font = paint.font;
    ctx.textAlign = "center";
    ctx.textBaseline = "top";
    ctx.lineJoin = "round";
    lines.forEach((line, n) => {
      ctx.strokeStyle = paint.halo;
      ctx.lineWidth = 4;
      if (!paint.plate) ctx.strokeText(line, x, y + n * paint.leading);
      ctx.fillStyle = paint.ink;
      ctx.fillText(line, x, y + n * paint.leading);
    });
    return true;
  }
};

/* Under, over, right and left of a mark. */
dtz.around4 = ({ x, y }, reach, width, height) => [[x, y + reach], [x, y - reach - height], [x + reach + width / 2 + 2, y - height / 2], [x - reach - width / 2 - 2, y - height / 2]];
dtz.farther = (at, reach, width, height) => [0, 14, 28].flatMap((more) => dtz.around4(at, reach + more, width, height));
dtz.under = ({ x, y }, reach) => [[x, y + reach]];
dtz.underOver = (...where) => dtz.around4(...where).slice(0, 2);

/* Over the edge of an area, also a little to the left or right. */
dtz.along = ({ x, y }, reach, width, height) => [0, -1, 1, -2, 2].map((shift) => [x + (shift * width) / 4, y - reach - height]);
dtz.beneath = ({ x, y }, reach, width) => [0, -1, 1, -2, 2].map((shift) => [x + (shift * width) / 4, y + reach]);

dtz.centred = ({ x, y }, reach, width, height) => [[x, y - height / 2]];

/* The ground of a name that lies over other things. */
dtz.plate = function (ctx, [left, top, right, bottom], colour) {
  ctx.globalAlpha = 0.8;
  ctx.fillStyle = colour;
  ctx.beginPath();
  ctx.roundRect(left, top, right - left, bottom - top, 5);
  ctx.fill();
  ctx.globalAlpha = 1;
};

/* How wide lines of text are; measured once for each font. */
dtz.widths = new Map();

dtz.wide = function (ctx, font, lines) {
  const key = `${font}|${lines.join("|")}`;
  if (!dtz.widths.has(key)) {
    if (dtz.widths.size > 5000) dtz.widths.clear();
    ctx.font = font;
    dtz.widths.set(key, Math.max(...lines.map((line) => ctx.measureText(line).width)));
  }
  return dtz.widths.get(key);
};

/* A smooth outline round points: the hull of a ring round each of them. */
dtz.hull = function (points, reach) {
  const ring = points.flatMap(([x, y]) => Array.from({ length: 14 }, (_, k) => {
    const turn = (Math.PI * 2 * k) / 14;
    return [x + reach * Math.cos(turn), y + reach * Math.sin(turn)];
  }));
  ring.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const cross = (o, a, b) => (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0]);
  const half = (list) => {
    const made = [];
    for (const point of list) {
      while (made.length > 1 && cross(made[made.length - 2], made[made.length - 1], point) <= 0) made.pop();
      made.push(point);
    }
    made.pop();
    return made;
  };
  return [...half(ring), ...half([...ring].reverse())];
};
