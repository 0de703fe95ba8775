/* The map: who lies where, within the borders of the municipalities that the bureau's own file gave. */
dtz.openMap = function () {
  dtz.byId("map").hidden = !(dtz.view.map || []).length;
  dtz.regions = new Map((dtz.view.map || []).map((area) => [area.id, area]));
};

dtz.setMap = function (on) {
  dtz.state.map = on;
  if (on) Object.assign(dtz.state, { steps: 0, open: null });
  dtz.refresh();
  dtz.writeAddress();
};

/* Where a node lies on the day that is looked at: its own place, that of what it is part of, else that of its employer.
   Who moved or left lies there no longer; what is itself over lies where it lay. */
dtz.regionOf = function (node, depth = 0) {
  if (dtz.regions.has(node.id)) return node.id;
  if (depth > 3) return null;
  const over = dtz.spans.has(node.n) && dtz.life[node.n] > 1;
  const from = dtz.linesOf(node.id).filter((link) => link.source === node.id && (over || dtz.stateOf(link.n) < 2));
  for (const kind of ["Location", "PartOf", "Employment"]) {
    for (const link of from) {
      const found = link.kind === kind && dtz.regionOf(dtz.node.get(link.target), depth + 1);
      if (found) return found;
    }
  }
  return null;
};

/* The nodes in a spiral round the middle of their municipality, those with most ties inmost. */
dtz.mapPlaces = function (drawn) {
  const by = new Map();
  dtz.unplaced = 0;
  for (const id of drawn.keys()) {
    const region = dtz.regionOf(dtz.node.get(id));
    if (!region) dtz.unplaced += 1;
    else if (region !== id) by.set(region, [...(by.get(region) || []), dtz.node.get(id)]);
  }
  const places = new Map();
  for (const [region, nodes] of by) {
    const { x, y, r } = dtz.middle(dtz.regions.get(region));
    nodes.sort((a, b) => dtz.degree(b) - dtz.degree(a) || a.n - b.n);
    const step = Math.min(34, (0.75 * r) / Math.sqrt(nodes.length));
    nodes.forEach((node, n) => places.set(node.id, { x: x + step * Math.sqrt(n) * Math.cos(n * 2.39996), y: y + step * Math.sqrt(n) * Math.sin(n * 2.39996) }));
  }
  return places;
};

/* The middle of the largest ring, by area, and how far it reaches. */
dtz.middle = function (area) {
  if (area.middle) return area.middle;
  let best = { size: 0 };
  for (const ring of area.rings) {
    let [size, x, y] = [0, 0, 0];
    for (let n = 0; n < ring.length; n += 2) {
      const [x1, y1, x2, y2] = [ring[n], ring[n + 1], ring[(n + 2) % ring.length], ring[(n + 3) % ring.length]];
      const cross = x1 * y2 - x2 * y1;
      size += cross / 2;
      x += (x1 + x2) * cross;
      y += (y1 + y2) * cross;
    }
    if (Math.abs(size) > Math.abs(best.size)) best = { size, x: x / (6 * size), y: y / (6 * size), r: Math.sqrt(Math.abs(size) / Math.PI) };
  }
  area.middle = best;
  return best;
};

dtz.drawMap = function (ctx) {
  if (!dtz.state.map) return;
  const scale = dtz.net.getScale();
  ctx.lineWidth = 1.3 / scale;
  ctx.strokeStyle = dtz.paint.areaLine;
  ctx.fillStyle = dtz.paint.area;
  ctx.lineJoin = "round";
  for (const area of dtz.regions.values()) {
    ctx.beginPath();
    for (const ring of area.rings) {
      for (let n = 0; n < ring.length; n += 2) (n ? ctx.lineTo : ctx.moveTo).call(ctx, ring[n], ring[n + 1]);
      ctx.closePath();
    }
    ctx.fill();
    ctx.stroke();
  }
};

/* Where the names of the municipalities go. */
dtz.mapAreas = () => [...dtz.regions.values()].map((area) => {
  const { x, y, r } = dtz.middle(area);
  return { group: { label: dtz.node.get(area.id).name }, top: [x, y - 0.62 * r], bottom: [x, y + 0.62 * r] };
});

dtz.svgMap = function (drawing) {
  if (dtz.state.map) for (const area of dtz.regions.values()) for (const ring of area.rings) drawing.append(dtz.svg("polygon", { points: ring.join(" "), fill: "#e9f1f4", stroke: "#6f8894", "stroke-width": 3 }));
};

dtz.tellMap = () => (dtz.state.map ? dtz.word("map.told", { n: dtz.unplaced || 0 }) : "");
