/* The canvas of vis-network: its view, who is pointed at, and what is put on it. */
dtz.openPicture = function () {
  dtz.paint = dtz.paints();
  dtz.place = new Map();
  dtz.visible = [];
  dtz.bubble = new Map();
  dtz.visNodes = new vis.DataSet();
  const options = { ...dtz.options, nodes: { ...dtz.options.nodes, shape: "custom", ctxRenderer: dtz.drawMark }, physics: { enabled: false } };
  dtz.net = new vis.Network(dtz.byId("canvas"), { nodes: dtz.visNodes, edges: [] }, options);
  const canvas = dtz.byId("canvas").querySelector("canvas");
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", dtz.word("canvas"));
  dtz.byId("canvas").querySelector(".vis-network")?.removeAttribute("tabindex");
  dtz.net.on("click", (event) => dtz.pointed(event.nodes.length ? event.nodes[0] : null));
  dtz.net.on("hoverNode", (event) => dtz.hover(event.node));
  dtz.net.on("blurNode", () => dtz.hover(null));
  dtz.net.on("beforeDrawing", dtz.drawAreas);
  dtz.net.on("beforeDrawing", dtz.drawMap);
  dtz.net.on("beforeDrawing", dtz.drawMarkLines);
  dtz.net.on("beforeDrawing", dtz.drawLines);
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

/* vis-network draws what it knows to lie on the screen; of custom shapes it must be told to work that out. */
dtz.onCanvas = function (nodes, edges) {
  dtz.putLines(edges);
  dtz.quietly(() => {
    dtz.visNodes.clear();
    dtz.visNodes.add(nodes);
    dtz.net.body.emitter.emit("_resizeNodes");
  });
};

dtz.drawMark = (given) => (dtz.bubble.size ? dtz.drawBubble(given) : dtz.markSize(given.id));

/* A click in the picture: a party is chosen, a bubble opens, nothing lets go. */
dtz.pointed = function (id) {
  if (id && id.startsWith("group:")) dtz.open(Number(id.slice(6)));
  else dtz.choose(id, { from: "picture" });
};

dtz.hover = function (id) {
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
