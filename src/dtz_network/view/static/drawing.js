/* The picture as a drawing, to take away and to print: what the canvas shows, in the colours of paper. */
/* As large as paper upright within its margins, in pixels of the screen (five to a millimetre), so that names are read. */
dtz.SHEET = { wide: 910, high: 560, highest: 800 };

/* Do something in the colours of paper. */
dtz.onPaper = function (make) {
  const [paint, theme] = [dtz.paint, document.documentElement.dataset.theme];
  document.documentElement.dataset.theme = "light";
  dtz.paint = dtz.paints();
  try { return make(paint); } finally {
    document.documentElement.dataset.theme = theme;
    dtz.paint = paint;
  }
};

/* The part of the picture that is drawn (left, top, wide, high) and at what scale: all that matters, with room for names. */
dtz.sheetPart = function () {
  const { wide, high, highest } = dtz.SHEET;
  const { x, y, ...reach } = dtz.place.size ? dtz.extent() : { x: 0, y: 0, wide: 0, high: 0 };
  const round = Math.max(0, ...[...dtz.bubble.values()].map(({ r }) => r));
  const [across, down, over] = [reach.wide + 2 * round, reach.high + 2 * round, dtz.overhead()];
  const most = dtz.state.chosen || dtz.state.way || dtz.state.mark ? high : highest;
  const scale = Math.min(1, (wide - 190) / Math.max(across, 1), (most - 100 - over) / Math.max(down, 1));
  const height = Math.max(120, down * scale + 100 + over);
  return { scale, left: x - wide / 2 / scale, top: y - (height + over) / 2 / scale, wide: wide / scale, high: height / scale };
};

/* The drawing; `apart`: of a party or a finding without the others round it, which a screen shows faintly. */
dtz.toSvg = (apart = false) => dtz.onPaper((screen) => {
  const part = dtz.sheetPart();
  const { scale, left, top, wide, high } = part;
  const drawing = dtz.svg("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: [left, top, wide, high].map((n) => n.toFixed(1)).join(" "), role: "img", "font-family": "Segoe UI, system-ui, sans-serif" },
    dtz.svg("title", {}, `${dtz.view.title}. ${dtz.counted()}`), dtz.svg("rect", { x: left, y: top, width: wide, height: high, fill: "#ffffff" }));
  const areas = dtz.areasNow();
  dtz.svgAreas(drawing, areas, scale);
  dtz.svgMap(drawing);
  dtz.svgLines(drawing, part, screen, apart);
  if (dtz.bubble.size) for (const { x, y, r } of dtz.bubble.values()) drawing.append(dtz.svg("circle", { cx: x, cy: y, r, fill: dtz.paint.area, stroke: dtz.paint.areaLine, "stroke-width": 1.4 / scale }));
  else dtz.svgMarks(drawing, part, apart);
  dtz.putNames(dtz.penOf(drawing, part), new dtz.Labels(wide * scale, high * scale), scale, (x, y) => ({ x: (x - left) * scale, y: (y - top) * scale }), areas);
  return drawing;
});

dtz.svgAreas = function (drawing, areas, scale) {
  if (dtz.state.map || !areas.length) return;
  drawing.append(dtz.svg("g", {}, ...areas.map(({ group, around }) => dtz.svg("polygon", { points: around.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" "),
    fill: group.declared ? "none" : dtz.paint.area, stroke: group.declared ? dtz.paint.accent : dtz.paint.areaLine, "stroke-width": 1.3 / scale,
    ...(group.declared ? {} : { "stroke-dasharray": `${6 / scale} ${5 / scale}` }) }))));
};

/* Whether points (x, y, x, y, ...) may touch a part. */
dtz.touches = function (at, { left, top, wide, high }) {
  const [xs, ys] = [0, 1].map((odd) => at.filter((_, n) => n % 2 === odd));
  return Math.max(...xs) > left && Math.min(...xs) < left + wide && Math.max(...ys) > top && Math.min(...ys) < top + high;
};

dtz.svgLines = function (drawing, part, screen, apart) {
  const ink = (colour) => (colour === screen.accent ? dtz.paint.accent : dtz.paint.line);
  for (const edge of [...dtz.edges].sort((a, b) => (a.colour === screen.accent) - (b.colour === screen.accent) || a.opacity - b.opacity)) {
    const at = dtz.bows(edge);
    if (!dtz.touches(at, part) || (apart && (dtz.isFaint(edge.from) || dtz.isFaint(edge.to)))) continue;
    const paint = { stroke: ink(edge.colour), "stroke-width": Math.max(edge.width, 0.4 / part.scale), ...(edge.dashes ? { "stroke-dasharray": edge.dashes.join(" ") } : {}), ...(edge.opacity < 1 ? { "stroke-opacity": edge.opacity } : {}) };
    if (!edge.bend && edge.from !== edge.to) drawing.append(dtz.svg("line", { x1: at[0], y1: at[1], x2: at[2], y2: at[3], ...paint }));
    else for (let n = 0; n < at.length; n += 6) drawing.append(dtz.svg("path", { d: `M${at[n]} ${at[n + 1]}Q${at[n + 4]} ${at[n + 5]} ${at[n + 2]} ${at[n + 3]}`, fill: "none", ...paint }));
  }
  for (const { from, to, faint } of dtz.markedLines) {
    if (apart && faint) continue;
    const [a, b] = [dtz.place.get(from), dtz.place.get(to)];
    drawing.append(dtz.svg("line", { x1: a.x, y1: a.y, x2: b.x, y2: b.y, stroke: dtz.paint.accent, "stroke-width": (faint ? 1 : 2.2) / part.scale, "stroke-dasharray": `${8 / part.scale} ${5 / part.scale}`, ...(faint ? { "stroke-opacity": 0.25 } : {}) }));
  }
};

dtz.svgMarks = function (drawing, part, apart) {
  const { scale } = part;
  const size = (node) => Math.max(node.size, dtz.SMALLEST / scale);
  for (const id of dtz.ringed()) drawing.append(dtz.svg("g", {}, ...dtz.svgRing(dtz.node.get(id), size(dtz.node.get(id)), scale)));
  for (const id of [...dtz.visible].sort((a, b) => dtz.isFaint(b) - dtz.isFaint(a))) {
    const { x, y } = dtz.place.get(id);
    if (dtz.touches([x, y], part) && !(apart && dtz.isFaint(id))) drawing.append(dtz.svgNode(dtz.node.get(id), size(dtz.node.get(id)), dtz.isFaint(id)));
  }
};

dtz.svgNode = function (node, size, faint) {
  const kind = dtz.kinds.get(node.type);
  const { x, y } = dtz.place.get(node.id);
  const life = dtz.life[node.n];
  const paint = { fill: life > 1 ? "#ffffff" : kind.fill, stroke: kind.light, "stroke-width": Math.max(1.6, size / 8), "stroke-linejoin": "round",
    ...(life === 1 ? { "stroke-dasharray": "3 3" } : {}), ...(faint ? { opacity: 0.22 } : {}) };
  return dtz.svgShape(kind.shape, x, y, size, paint);
};

/* The ring round a mark, with the seats of a body whose neighbours are shown. */
dtz.svgRing = function (node, size, scale) {
  const { x, y } = dtz.place.get(node.id);
  const chosen = node.id === dtz.state.chosen;
  const ring = dtz.svg("circle", { cx: x, cy: y, r: size * 1.7 + 3 / scale, fill: dtz.paint.area, stroke: dtz.paint.accent, "stroke-width": 2.5 / Math.max(scale, 0.4), ...(chosen ? {} : { "stroke-dasharray": `${5 / scale} ${4 / scale}` }) });
  const seats = chosen && dtz.state.steps ? dtz.seatSpots(node, size, scale) : [];
  return [ring, ...seats.map(({ seat, dx, dy, r }) => dtz.svg("circle", { cx: x + dx, cy: y + dy, r, "stroke-width": 1.4 / scale, ...dtz.seatPaint(seat, scale) }))];
};

/* What stands for a canvas where names are drawn: its text becomes text of the drawing. What lies under a line of text is
   covered by a plate: an edge of the letters would be a second text to whoever reads a PDF of it, and is not known to all programs. */
dtz.penOf = function (drawing, { scale, left, top }) {
  const ruler = dtz.byId("canvas").querySelector("canvas").getContext("2d");
  const plate = (x, y, wide, high, fill) => drawing.append(dtz.svg("g", {}, dtz.svg("rect", { x: left + x / scale, y: top + y / scale, width: wide / scale, height: high / scale, rx: 3 / scale, fill, "fill-opacity": 0.7 })));
  const pen = { measureText: (line) => { ruler.font = pen.font; return ruler.measureText(line); }, strokeText: () => {}, beginPath: () => {}, fill: () => {},
    roundRect: (x, y, wide, high) => plate(x, y, wide, high, pen.fillStyle),
    fillText: (line, x, y) => {
      const [, weight, size] = /^(\d+) ([\d.]+)px/.exec(pen.font);
      const half = pen.measureText(line).width / 2 + 1;
      plate(x - half, y + 0.5, 2 * half, 1.12 * size, pen.strokeStyle);
      drawing.append(dtz.svg("text", { x: left + x / scale, y: top + (y + 0.86 * size) / scale, "text-anchor": "middle", "font-size": size / scale, ...(weight > 400 ? { "font-weight": weight } : {}), fill: pen.fillStyle }, line));
    } };
  return pen;
};
