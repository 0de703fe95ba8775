/* The picture: vis-network moves the view; marks, lines, names, areas and emphasis are ours. */
dtz.LIMIT = 2000;

dtz.paints = function () {
  const style = getComputedStyle(document.documentElement);
  const of = (name) => style.getPropertyValue(name).trim();
  return { ink: of("--ink"), soft: of("--soft"), ground: of("--ground"), line: of("--tie"), accent: of("--accent"),
    area: of("--area"), areaLine: of("--area-line"), dark: document.documentElement.dataset.theme === "dark", font: getComputedStyle(document.body).fontFamily };
};

/* Put on the canvas what the state shows; positions are Python's, a focus is laid out in rings. */
dtz.draw = function () {
  const shown = dtz.state.shown;
  dtz.byId("nothing").hidden = shown.size > 0;
  dtz.byId("nothing").textContent = dtz.word(dtz.nodes.length ? "nothing" : "start.empty");
  dtz.bubble = new Map();
  dtz.outlines = null;
  if (dtz.isOverview()) return dtz.drawOverview();
  const drawn = new Map(dtz.drawable(shown));
  const rings = dtz.state.way ? dtz.wayPlaces() : dtz.state.map ? dtz.mapPlaces(drawn) : dtz.state.steps && dtz.state.chosen ? dtz.rings(drawn) : dtz.state.open !== null ? dtz.guestPlaces(drawn) : null;
  if (dtz.state.map && !dtz.state.way) for (const id of [...drawn.keys()]) if (!rings.has(id)) drawn.delete(id);
  dtz.place = new Map([...drawn.keys()].map((id) => [id, rings ? rings.get(id) : dtz.node.get(id)]));
  dtz.lit = dtz.litByMark() || (dtz.state.chosen ? dtz.nearShown(dtz.state.chosen).add(dtz.state.chosen) : null);
  dtz.visible = [...drawn.keys()].sort((a, b) => dtz.degree(dtz.node.get(b)) - dtz.degree(dtz.node.get(a)));
  const few = drawn.size < 700;
  dtz.putMarks();
  dtz.onCanvas(dtz.state.as && !dtz.state.way ? dtz.connectionEdges(drawn, few) : dtz.linesAmong(drawn).map((n) => dtz.edge(dtz.linkAt(n), few)));
  dtz.markedLines = dtz.markLines(drawn);
  return undefined;
};

/* What stands near a node in this picture: by its ties, in a projection by whom it meets. */
dtz.nearShown = function (id) {
  if (!dtz.state.as || dtz.family(dtz.node.get(id)) !== dtz.state.as) return dtz.near(id);
  dtz.crowded = new Set();
  return new Set([...dtz.meets(dtz.node.get(id)).keys()].map((n) => dtz.nodes[n].id));
};

/* All that is shown; of very much the most connected, and the chosen with all that is near it. */
dtz.drawable = function (shown) {
  if (shown.size <= dtz.LIMIT) return shown;
  const near = dtz.state.chosen ? dtz.near(dtz.state.chosen).add(dtz.state.chosen) : new Set();
  const weight = (id) => (near.has(id) ? 1e9 : 0) + dtz.degree(dtz.node.get(id));
  return new Map([...shown].sort((a, b) => weight(b[0]) - weight(a[0]) || (a[0] < b[0] ? -1 : 1)).slice(0, dtz.LIMIT));
};

/* The numbers of the lines between some nodes. */
dtz.linesAmong = function (drawn) {
  const found = [];
  for (const id of drawn.keys()) {
    const node = dtz.node.get(id);
    for (const n of dtz.numbers(dtz.byNode, node.n)) {
      if (dtz.line.from[n] === node.n && drawn.has(dtz.nodes[dtz.line.to[n]].id) && dtz.mayTie(n)) found.push(n);
    }
  }
  return found.sort((a, b) => a - b);
};

dtz.DASHES = { now: false, possibly: [1.5, 4], past: [5, 5], later: [5, 5] };

dtz.edge = function (link, few) {
  const lit = dtz.state.way ? true : dtz.lit ? dtz.linesOfTie(link.tie).some((line) => line.source === dtz.state.chosen || line.target === dtz.state.chosen) : false;
  const faint = dtz.lit && !lit && !dtz.state.steps;
  const colour = lit ? dtz.paint.accent : dtz.paint.line;
  return { id: link.n, from: link.source, to: link.target, bend: link.bend, width: lit ? 2.2 : 1.1,
    dashes: dtz.DASHES[link.state], colour, opacity: faint ? 0.18 : few || lit ? 1 : 0.5 };
};

/* The seats of a body round it, side by side: filled, empty, or not told. */
dtz.drawSeats = function (ctx, node, x, y, size, scale) {
  for (const { seat, dx, dy, r } of dtz.seatSpots(node, size, scale)) {
    const paint = dtz.seatPaint(seat, scale);
    ctx.beginPath();
    ctx.arc(x + dx, y + dy, r, 0, 2 * Math.PI);
    ctx.fillStyle = paint.fill;
    ctx.fill();
    ctx.lineWidth = 1.4 / scale;
    ctx.setLineDash(paint["stroke-dasharray"]?.split(" ").map(Number) || []);
    ctx.strokeStyle = paint.stroke;
    ctx.stroke();
    ctx.setLineDash([]);
  }
};

/* Where the seats of a body lie round its mark, and how large each is; between two sides one place stays free. */
dtz.seatSpots = function (node, size, scale) {
  const sides = dtz.bySide(dtz.seatsOn(node));
  const places = sides.flatMap(([, seats]) => [...seats, ...(sides.length > 1 ? [null] : [])]);
  const r = Math.max(3.4, Math.min(6, 60 / Math.max(places.length, 1))) / scale;
  const far = Math.max(size * 1.7 + 3 / scale + 2 * r, (places.length * r * 2.5) / (2 * Math.PI));
  const turn = (n) => (2 * Math.PI * n) / places.length - Math.PI / 2;
  return places.map((seat, n) => ({ seat, r, far: far + r, dx: far * Math.cos(turn(n)), dy: far * Math.sin(turn(n)) })).filter(({ seat }) => seat);
};

dtz.seatPaint = (seat, scale) => ({ fill: seat.state === "filled" ? dtz.paint.accent : dtz.paint.ground, stroke: seat.state === "withheld" || seat.state === "untold" ? dtz.paint.line : dtz.paint.accent,
  ...(seat.state === "unknown" ? { "stroke-dasharray": `${2 / scale} ${2 / scale}` } : {}) });

/* The outlines of the groups that have two or more in the picture. */
dtz.outlinesNow = () => (dtz.view.groups || []).map((group) => ({ group, points: group.members.filter((id) => dtz.place.has(id)).map((id) => [dtz.place.get(id).x, dtz.place.get(id).y]) }))
  .filter(({ points }) => points.length > 1).sort((a, b) => b.points.length - a.points.length).map(({ group, points }) => ({ group, around: dtz.hull(points, group.declared ? 54 : 44) }));

/* The middle of the upper and of the lower edge of an outline. */
dtz.edges4 = function (around) {
  const [xs, ys] = [around.map(([x]) => x), around.map(([, y]) => y)];
  const x = (Math.min(...xs) + Math.max(...xs)) / 2;
  return { top: [x, Math.min(...ys)], bottom: [x, Math.max(...ys)] };
};

/* The areas of this picture, each with its outline and where its name goes: of groups, on the map of municipalities. */
dtz.areasNow = function () {
  if (dtz.state.map) return dtz.mapAreas();
  if ((dtz.state.steps && dtz.state.chosen) || dtz.state.way || dtz.bubble.size) return [];
  dtz.outlines ||= dtz.outlinesNow();
  return dtz.outlines.map(({ group, around }) => ({ group, around, ...dtz.edges4(around) }));
};

/* Areas of groups, under everything: computed ones filled and dashed, declared ones a line round them. */
dtz.drawAreas = function (ctx) {
  dtz.areas = dtz.areasNow();
  if (dtz.state.map) return;
  const scale = dtz.net.getScale();
  for (const { group, around } of dtz.areas) {
    ctx.beginPath();
    around.forEach(([x, y], n) => (n ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
    ctx.closePath();
    ctx.fillStyle = dtz.paint.area;
    if (!group.declared) ctx.fill();
    ctx.lineWidth = (group.declared ? 1.6 : 1.2) / scale;
    ctx.setLineDash(group.declared ? [] : [6 / scale, 5 / scale]);
    ctx.strokeStyle = group.declared ? dtz.paint.accent : dtz.paint.areaLine;
    ctx.stroke();
    ctx.setLineDash([]);
  }
};

/* Names at screen size: the chosen and its neighbours first, then the most connected. */
dtz.drawNames = function (ctx) {
  const ratio = window.devicePixelRatio || 1;
  const labels = new dtz.Labels(ctx.canvas.width / ratio, ctx.canvas.height / ratio);
  const canvas = ctx.canvas.getBoundingClientRect();
  for (const part of [dtz.byId("nearer").parentElement, document.querySelector(".to-answer")]) {
    const box = part.getBoundingClientRect();
    if (box.width) labels.block([box.left - canvas.left, box.top - canvas.top, box.right - canvas.left, box.bottom - canvas.top]);
  }
  ctx.save();
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  dtz.putNames(ctx, labels, dtz.net.getScale(), (x, y) => dtz.net.canvasToDOM({ x, y }), dtz.areas || []);
  ctx.restore();
};

/* The names with a pen (a canvas, or what stands for one in a drawing), at a scale, by what gives the place of a point. */
dtz.putNames = function (ctx, labels, scale, screen, areas) {
  const { font } = dtz.paint;
  const [wide, high] = labels.size;
  dtz.names = ctx;
  dtz.drawBubbleNames(labels, scale, screen);
  const apart = dtz.lit && !dtz.state.steps ? dtz.visible.filter((id) => dtz.lit.has(id)) : null;
  for (const id of apart || dtz.visible) {
    const at = screen(dtz.place.get(id).x, dtz.place.get(id).y);
    const reach = Math.max(dtz.node.get(id).size * scale, 3) * 0.7;
    labels.block([at.x - reach, at.y - reach, at.x + reach, at.y + reach], 1);
  }
  for (const { group, top, bottom } of areas) {
    const paint = { font: `600 13px ${font}`, leading: 15, halo: dtz.paint.ground, ink: group.declared ? dtz.paint.accent : dtz.paint.soft };
    const sides = [[top, dtz.along], [bottom, dtz.beneath]];
    if (group.declared) sides.reverse();
    sides.push([[(top[0] + bottom[0]) / 2, (top[1] + bottom[1]) / 2], dtz.centred]);
    sides.some(([edge, spots]) => labels.draw(ctx, dtz.wrap(group.label, 3), screen(...edge), 3, paint, { over: true, spots }));
  }
  for (const [id, how] of dtz.namesInTurn(apart, scale)) {
    const at = screen(dtz.place.get(id).x, dtz.place.get(id).y);
    if (at.x < -60 || at.y < -30 || at.x > wide + 60 || at.y > high + 20) continue;
    const strong = how.strong || false;
    const body = dtz.family(dtz.node.get(id)) === "body";
    const paint = { font: `${strong || body ? 600 : 400} ${strong ? 14 : 12.5}px ${font}`, leading: strong ? 17 : 15, halo: dtz.paint.ground, ink: dtz.paint.ink };
    const size = Math.max(dtz.node.get(id).size * scale, dtz.SMALLEST);
    const [seat] = id === dtz.state.chosen && dtz.state.steps ? dtz.seatSpots(dtz.node.get(id), size, 1) : [];
    const reach = seat ? seat.far + 3 : size * (strong ? 1.75 : 1.25) + (strong ? 6 : 3);
    labels.draw(ctx, dtz.wrap(dtz.node.get(id).name), at, reach, paint, how);
  }
};

/* Above so many in the picture the best connected are named even over the marks of others; above more, people only from nearby. */
dtz.FULL = 40;
dtz.BUSY = 150;
/* So many names are tried in one drawing; of more the rest would find no room. */
dtz.TRIED = 300;

/* For so many names near the chosen a place is sought also farther from their marks: less in a smaller picture. */
dtz.sure = () => Math.min(14, (dtz.net.canvas.frame.canvas.clientWidth * dtz.net.canvas.frame.canvas.clientHeight) / 25000);

/* Whose names are drawn, in which turn, and how much room they may take: the pointed at and the chosen, those near it, then the others. */
dtz.namesInTurn = function (apart, scale) {
  const found = new Map();
  const add = (ids, how) => { for (const id of ids) if (!found.has(id)) found.set(id, how); };
  add([dtz.hovered, dtz.state.chosen].filter((id) => id && dtz.place.has(id) && dtz.node.has(id)), { must: true, strong: true });
  if (apart) add(apart, { over: true, spots: apart.length <= dtz.sure() ? dtz.farther : dtz.around4 });
  if (apart) return found;
  const person = (id) => dtz.family(dtz.node.get(id)) === "person";
  const busy = dtz.visible.length > dtz.BUSY;
  const parties = dtz.visible.filter((id) => !person(id));
  if (dtz.visible.length > dtz.FULL) add([...parties.filter((id) => dtz.family(dtz.node.get(id)) === "body").slice(0, 6), ...parties.slice(0, busy ? 14 : 8)], { over: true });
  add(busy && scale < 0.7 && parties.length ? parties.slice(0, dtz.TRIED) : dtz.visible.slice(0, dtz.TRIED), {});
  return found;
};

/* The chosen in the middle; round it, ring by ring, what hangs on what (a radial tree). */
dtz.rings = function (shown) {
  const tree = dtz.tree(dtz.state.chosen, shown);
  const wide = [];
  for (const { depth } of tree.values()) wide[depth] = (wide[depth] || 0) + 1;
  const radii = [0];
  for (let depth = 1; depth < wide.length; depth += 1) radii[depth] = Math.max(radii[depth - 1] + 115, (wide[depth] * 62) / (2 * Math.PI));
  const places = new Map();
  const start = tree.get(dtz.state.chosen).children.length === 1 ? Math.PI : Math.PI / 2;
  const put = (id, from, to) => {
    const { depth, children, leaves } = tree.get(id);
    const angle = (from + to) / 2 - start;
    places.set(id, { x: 1.25 * radii[depth] * Math.cos(angle), y: radii[depth] * Math.sin(angle) });
    let begin = from;
    for (const child of children) {
      const end = begin + ((to - from) * tree.get(child).leaves) / leaves;
      put(child, begin, end);
      begin = end;
    }
  };
  put(dtz.state.chosen, 0, 2 * Math.PI);
  return places;
};

/* A tree of what is shown, by the fewest lines from the root; what no line reaches hangs on the root. */
dtz.tree = function (root, shown) {
  const tree = new Map([[root, { depth: 0, children: [] }]]);
  const queue = [root];
  const person = (node) => (dtz.family(node) === "person" ? 0 : 1);
  const byKind = (a, b) => person(a) - person(b) || (a.type < b.type ? -1 : a.type > b.type ? 1 : a.name < b.name ? -1 : 1);
  const hang = (ids, parent) => ids.map((id) => dtz.node.get(id)).sort(byKind).forEach(({ id }) => {
    tree.set(id, { depth: tree.get(parent).depth + 1, children: [] });
    tree.get(parent).children.push(id);
    queue.push(id);
  });
  for (let turn = 0; turn < queue.length; turn += 1) {
    const here = queue[turn];
    const next = dtz.state.as ? dtz.nearShown(here) : new Set(dtz.linesOf(here).map((line) => dtz.other(line, here)));
    hang([...next].filter((id) => shown.has(id) && !tree.has(id)), here);
    if (turn === queue.length - 1) hang([...shown.keys()].filter((id) => !tree.has(id)), root);
  }
  for (const id of [...queue].reverse()) {
    const place = tree.get(id);
    place.leaves = Math.max(1, place.children.reduce((sum, child) => sum + tree.get(child).leaves, 0));
  }
  return tree;
};
