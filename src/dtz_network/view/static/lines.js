/* The lines of the picture, all of one look in one stroke: vis-network draws each by itself, which took most of the
   time of a picture, and keeps much for each. */
dtz.edges = [];
dtz.looks = [];

/* Take lines (id, from, to, bend, width, dashes, colour, opacity); where they lie stands by look: x and y of both ends
   and of what bends a line, which of a straight one is its middle. Faint ones come first, what is lit lies over them. */
dtz.putLines = function (edges) {
  dtz.edges = edges;
  const looks = new Map();
  for (const edge of edges) {
    const key = [edge.colour, edge.opacity, edge.width, edge.dashes].join("|");
    if (!looks.has(key)) looks.set(key, { ...edge, at: [] });
    looks.get(key).at.push(...dtz.bows(edge));
  }
  const lit = (look) => (look.colour === dtz.paint.accent ? 1 : 0);
  dtz.looks = [...looks.values()].sort((a, b) => lit(a) - lit(b) || a.opacity - b.opacity);
};

/* Where a line lies: both ends and the point that bends it; of a line from a node to itself two bows over its mark. */
dtz.bows = function (edge) {
  const [a, b] = [dtz.place.get(edge.from), dtz.place.get(edge.to)];
  return a === b ? dtz.loop(a) : [a.x, a.y, b.x, b.y, ...dtz.bent(edge, a, b)];
};

/* The point that bends a line: lines between the same two ends lie apart, one to this side, the next to that. */
dtz.bent = function ({ from, to, bend }, a, b) {
  const side = bend ? 0.15 * Math.ceil(bend / 2) * (bend % 2 ? 1 : -1) * (from < to ? 1 : -1) : 0;
  return [(a.x + b.x) / 2 + side * (a.y - b.y), (a.y + b.y) / 2 + side * (b.x - a.x)];
};

/* Two bows beside each other, from a mark and back. */
dtz.loop = ({ x, y }) => [-1, 1].flatMap((side) => [x, y, x, y - 60, x + side * 50, y - 40]);

/* No line is thinner than so many pixels of the screen. */
dtz.LEAST = 0.3;

dtz.drawLines = function (ctx) {
  const scale = dtz.net.getScale();
  const [corner, other] = [dtz.net.DOMtoCanvas({ x: 0, y: 0 }), dtz.net.DOMtoCanvas({ x: ctx.canvas.clientWidth, y: ctx.canvas.clientHeight })];
  ctx.save();
  for (const { at, colour, opacity, width, dashes } of dtz.looks) {
    ctx.beginPath();
    for (let n = 0; n < at.length; n += 6) {
      const [x, y, x2, y2, bx, by] = [at[n], at[n + 1], at[n + 2], at[n + 3], at[n + 4], at[n + 5]];
      if ((x < corner.x && x2 < corner.x && bx < corner.x) || (x > other.x && x2 > other.x && bx > other.x)) continue;
      if ((y < corner.y && y2 < corner.y && by < corner.y) || (y > other.y && y2 > other.y && by > other.y)) continue;
      ctx.moveTo(x, y);
      if (bx === (x + x2) / 2 && by === (y + y2) / 2) ctx.lineTo(x2, y2);
      else ctx.quadraticCurveTo(bx, by, x2, y2);
    }
    ctx.globalAlpha = opacity;
    ctx.strokeStyle = colour;
    ctx.lineWidth = Math.max(width, dtz.LEAST / scale);
    ctx.setLineDash(dashes || []);
    ctx.stroke();
  }
  ctx.restore();
};
