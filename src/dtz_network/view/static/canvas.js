/* The canvas of vis-network, which holds and moves the view; what lies on it and who is pointed at is ours. (It would keep
   much for each node and line, and make each anew for each picture: most of the time of a first picture.) */
dtz.openPicture = function () {
  dtz.place = new Map();
  dtz.visible = [];
  dtz.bubble = new Map();
  dtz.net = new vis.Network(dtz.byId("canvas"), { nodes: [], edges: [] }, { ...dtz.options, physics: { enabled: false } });
  const canvas = dtz.byId("canvas").querySelector("canvas");
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", dtz.word("canvas"));
  dtz.byId("canvas").querySelector(".vis-network")?.removeAttribute("tabindex");
  dtz.net.on("click", (event) => dtz.pointed(dtz.markAt(event.pointer.DOM)));
  canvas.addEventListener("mousemove", (event) => { if (!event.buttons) dtz.hover(dtz.markAt({ x: event.offsetX, y: event.offsetY })); });
  canvas.addEventListener("mouseleave", () => dtz.hover(null));
  dtz.net.on("beforeDrawing", dtz.drawAreas);
  dtz.net.on("beforeDrawing", dtz.drawMap);
  dtz.net.on("beforeDrawing", dtz.drawMarkLines);
  dtz.net.on("beforeDrawing", dtz.drawLines);
  dtz.net.on("beforeDrawing", dtz.drawBubbles);
  dtz.net.on("beforeDrawing", dtz.drawMarks);
  dtz.net.on("afterDrawing", dtz.drawNames);
};

/* Change what is on the canvas; it is drawn once when all is done (vis-network would draw after each change). */
dtz.quietly = function (change) {
  const say = (what) => dtz.net.body.emitter.emit(what);
  if (dtz.quiet) return change();
  dtz.quiet = true;
  const awaited = dtz.net.renderer.redrawRequested;
  say("_blockRedraw");
  try { change(); } finally {
    dtz.quiet = false;
    say("_allowRedraw");
    if (!awaited) say("_requestRedraw");
  }
  return undefined;
};

/* Other lines, and all that the state has changed, on the canvas. */
dtz.onCanvas = function (edges) {
  dtz.putLines(edges);
  dtz.quietly(() => {});
};

/* As near to the middle of a mark, in pixels of the screen, counts as on it. */
dtz.CLOSE = 7;

/* Whose mark or bubble lies at a point of the screen (its name; null for none): of several the one whose middle is nearest, for its size. */
dtz.markAt = function (point) {
  const { x, y } = dtz.net.DOMtoCanvas(point);
  const close = dtz.CLOSE / dtz.net.getScale();
  const reach = (id) => (dtz.bubble.size ? dtz.bubble.get(Number(id.slice(6))).r : Math.max(1.3 * dtz.node.get(id).size, close));
  let [found, least] = [null, 1];
  for (const [id, at] of dtz.place) {
    const far = Math.hypot(x - at.x, y - at.y) / reach(id);
    if (far <= least) [found, least] = [id, far];
  }
  return found;
};

/* A click in the picture: a party is chosen, a bubble opens, nothing lets go. */
dtz.pointed = function (id) {
  if (id && id.startsWith("group:")) dtz.open(Number(id.slice(6)));
  else dtz.choose(id, { from: "picture" });
};

dtz.hover = function (id) {
  if (id === (dtz.hovered || null)) return;
  dtz.hovered = id;
  dtz.byId("canvas").classList.toggle("pointing", Boolean(id));
  dtz.net.redraw();
};

/* So far out one can zoom: 50,000 nodes fit on a phone. */
dtz.FARTHEST = 0.004;

/* From where to where reaches what matters in the picture: the lit, else all (of bubbles their middles), on the map its borders. */
dtz.extent = function () {
  const lit = dtz.lit && !dtz.state.steps ? [...dtz.lit].filter((id) => dtz.place.has(id)) : [...dtz.place.keys()];
  const corners = dtz.state.map && !dtz.lit ? [...dtz.regions.values()].flatMap((area) => area.rings) : [];
  const xs = [...lit.map((id) => dtz.place.get(id).x), ...corners.flatMap((ring) => ring.filter((_, n) => n % 2 === 0))];
  const ys = [...lit.map((id) => dtz.place.get(id).y), ...corners.flatMap((ring) => ring.filter((_, n) => n % 2))];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  return { x: (left + right) / 2, y: (top + bottom) / 2, wide: right - left, high: bottom - top };
};

/* The room over the picture that the names of groups need. */
dtz.overhead = () => ((dtz.view.groups || []).length && !dtz.state.steps ? 45 : 0);

/* The room that the button to the answer takes below, where there is one (phone, zoomed in). */
dtz.underButton = function () {
  const button = document.querySelector(".to-answer");
  return button.offsetHeight ? button.offsetHeight + 12 : 0;
};

dtz.fit = function (animate) {
  if (!dtz.place || !dtz.place.size) return;
  const { x, y, ...reach } = dtz.extent();
  const area = dtz.byId("canvas").getBoundingClientRect();
  const over = dtz.overhead();
  const under = dtz.underButton();
  const [wide, high] = [area.width - Math.min(190, area.width / 3), area.height - 70 - over - under];
  const scale = Math.max(dtz.FARTHEST, Math.min(1.25, wide / Math.max(reach.wide, 1), high / Math.max(reach.high, 1)));
  const still = !animate || matchMedia("(prefers-reduced-motion: reduce)").matches;
  dtz.net.moveTo({ position: { x, y: y + (6 + (under - over) / 2) / scale }, scale,
    animation: still ? false : { duration: 350, easingFunction: "easeInOutQuad" } });
};

dtz.zoom = function (factor) {
  dtz.net.moveTo({ scale: Math.min(6, Math.max(dtz.FARTHEST, dtz.net.getScale() * factor)) });
};
