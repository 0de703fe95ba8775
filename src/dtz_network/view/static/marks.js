/* The marks of the picture, as the lines all of one look at once: drawn one by one they took most of its time. */
dtz.marks = [];

/* Whether a mark only stands round what is lit. */
dtz.isFaint = (id) => Boolean(dtz.lit) && !dtz.state.steps && !dtz.lit.has(id);

/* Take the marks of what has a place, by kind, by how they stand (there, perhaps, not) and by their size; the kinds
   that there are most of come first, what is rare lies over them. */
dtz.putMarks = function () {
  const looks = new Map();
  const many = new Map();
  for (const [id, { x, y }] of dtz.place) {
    const node = dtz.node.get(id);
    const faint = dtz.isFaint(id);
    const key = [node.type, dtz.life[node.n], faint, node.size].join("|");
    if (!looks.has(key)) looks.set(key, { kind: dtz.kinds.get(node.type), life: dtz.life[node.n], faint, size: node.size, at: [] });
    looks.get(key).at.push(x, y);
    many.set(node.type, (many.get(node.type) || 0) + 1);
  }
  const turn = ({ kind }) => [-many.get(kind.key), dtz.view.kinds.indexOf(kind)];
  const before = (a, b) => turn(a)[0] - turn(b)[0] || turn(a)[1] - turn(b)[1];
  dtz.marks = [...looks.values()].sort((a, b) => b.faint - a.faint || before(a, b) || a.life - b.life || a.size - b.size);
  dtz.markPaths = null;
};

/* No mark is smaller than so many pixels of the screen. */
dtz.SMALLEST = 3.4;

/* The marks as paths, those of one look and of one size at this scale together. */
dtz.pathsOfMarks = function (scale, part) {
  const made = [];
  for (const look of dtz.marks) {
    const size = Math.max(look.size, dtz.SMALLEST / scale);
    const last = made[made.length - 1];
    const same = last && last.look.kind === look.kind && last.look.life === look.life && last.look.faint === look.faint && last.size === size;
    const { path } = same ? last : made[made.push({ look, size, path: new Path2D() }) - 1];
    for (let n = 0; n < look.at.length; n += 2) {
      const [x, y] = [look.at[n], look.at[n + 1]];
      if (!part || (x > part.from.x - 2 * size && x < part.to.x + 2 * size && y > part.from.y - 2 * size && y < part.to.y + 2 * size)) dtz.trace(path, look.kind.shape, x, y, size);
    }
  }
  return { scale, made };
};

dtz.drawMarks = function (ctx) {
  if (dtz.bubble.size) return;
  const scale = dtz.net.getScale();
  const part = dtz.nearPart(ctx, scale);
  if (part || dtz.markPaths?.scale !== scale) dtz.markPaths = dtz.pathsOfMarks(scale, part);
  ctx.save();
  for (const { look, size, path } of dtz.markPaths.made) {
    ctx.globalAlpha = look.faint ? 0.22 : 1;
    dtz.paintMark(ctx, look.kind, look.life, size, path);
  }
  if (part) dtz.markPaths = null;
  ctx.globalAlpha = 1;
  for (const id of dtz.ringed()) dtz.drawRinged(ctx, dtz.node.get(id), dtz.place.get(id), scale);
  ctx.restore();
};

/* Fill and edge of marks: open where they are not there, the edge of dots where that is not sure. */
dtz.paintMark = function (ctx, kind, life, size, path) {
  ctx.fillStyle = life > 1 ? dtz.paint.ground : kind.fill;
  ctx.fill(path);
  ctx.lineJoin = "round";
  ctx.lineWidth = Math.max(1.6, size / 8);
  ctx.setLineDash(life === 1 ? [3, 3] : []);
  ctx.strokeStyle = dtz.paint.dark ? kind.dark : kind.light;
  ctx.stroke(path);
};

/* Whose marks have a ring: what a layer is about, the pointed at, the chosen. */
dtz.ringed = () => [...new Set([...(dtz.marked_ || []), dtz.hovered, dtz.state.chosen])].filter((id) => id && dtz.place.has(id) && dtz.node.has(id));

dtz.drawRinged = function (ctx, node, { x, y }, scale) {
  const size = Math.max(node.size, dtz.SMALLEST / scale);
  const chosen = node.id === dtz.state.chosen;
  ctx.beginPath();
  ctx.arc(x, y, size * 1.7 + 3 / scale, 0, 2 * Math.PI);
  ctx.fillStyle = dtz.paint.area;
  ctx.fill();
  ctx.lineWidth = 2.5 / Math.max(scale, 0.4);
  ctx.strokeStyle = dtz.paint.accent;
  ctx.setLineDash(chosen || node.id === dtz.hovered ? [] : [5 / scale, 4 / scale]);
  ctx.stroke();
  ctx.setLineDash([]);
  if (chosen && dtz.state.steps) dtz.drawSeats(ctx, node, x, y, size, scale);
  const path = new Path2D();
  dtz.trace(path, dtz.kinds.get(node.type).shape, x, y, size);
  dtz.paintMark(ctx, dtz.kinds.get(node.type), dtz.life[node.n], size, path);
};

dtz.outlined = new Map();

/* Add a shape to a path. */
dtz.trace = function (path, shape, x, y, size) {
  if (shape === "dot") {
    path.moveTo(x + size * 0.92, y);
    path.arc(x, y, size * 0.92, 0, 2 * Math.PI);
  } else if (shape === "ellipse") {
    path.moveTo(x + size * 1.35, y);
    path.ellipse(x, y, size * 1.35, size * 0.85, 0, 0, 2 * Math.PI);
  } else if (shape === "box") path.roundRect(x - size * 1.3, y - size * 0.85, size * 2.6, size * 1.7, size * 0.4);
  else {
    if (!dtz.outlined.has(shape)) dtz.outlined.set(shape, dtz.outline(shape, 1));
    dtz.outlined.get(shape).forEach(([dx, dy], n) => (n ? path.lineTo(x + size * dx, y + size * dy) : path.moveTo(x + size * dx, y + size * dy)));
    path.closePath();
  }
};
