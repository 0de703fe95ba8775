/* What is chosen and shown, and what follows from a choice: answer, picture or table. */
dtz.state = { chosen: null, steps: 0, open: null, way: null, asking: null, date: "", since: 0, what: "", facets: {}, layers: new Set(), mark: null, as: "", map: false, off: new Set(), shown: new Map(), table: false, rows: "parties", page: 0, past: [] };

dtz.may = (node) => !dtz.state.off.has(node.type) && dtz.isThere(node) && dtz.passes(node);

/* Work out what is shown and show it. */
dtz.refresh = function (move = true) {
  const { chosen, steps } = dtz.state;
  dtz.rows.clear();
  if (dtz.state.way) dtz.state.shown = new Map(dtz.state.way.path.map((id) => [id, 0]));
  else if (chosen && steps) dtz.state.shown = dtz.within(chosen, steps, dtz.may);
  else {
    const among = dtz.state.open === null ? dtz.nodes : dtz.membersOf(dtz.state.open);
    dtz.state.shown = new Map();
    for (const node of among) if (dtz.may(node) || node.id === chosen) dtz.state.shown.set(node.id, 0);
    if (chosen && dtz.state.open !== null) for (const id of [chosen, ...dtz.near(chosen)]) if (dtz.may(dtz.node.get(id))) dtz.state.shown.set(id, 0);
  }
  if (!dtz.state.way) {
    if (dtz.state.as) dtz.state.shown = dtz.project(dtz.state.shown);
    if (dtz.state.layers.size && !steps) dtz.state.shown = dtz.withLayers(dtz.state.shown);
  }
  dtz.byId("steps").hidden = !chosen;
  for (const button of dtz.byId("as").querySelectorAll("[data-as]")) button.setAttribute("aria-pressed", String(button.dataset.as === dtz.state.as));
  for (const button of dtz.byId("steps").children) button.setAttribute("aria-pressed", String(Number(button.dataset.steps) === steps));
  dtz.byId("as-map").setAttribute("aria-pressed", String(dtz.state.map));
  dtz.byId("count").textContent = dtz.counted();
  dtz.showLegend();
  dtz.showFilters();
  dtz.showLayers();
  if (dtz.state.table) dtz.showTable();
  else {
    dtz.draw();
    if (move) dtz.fit(true);
  }
  dtz.sayLines();
};

dtz.counted = function () {
  const shown = dtz.state.shown.size;
  if (!dtz.state.table && dtz.isOverview()) return dtz.word("overview", { n: shown });
  if (!dtz.state.table && shown > dtz.LIMIT) return dtz.word("too-many", { drawn: dtz.LIMIT, n: shown });
  return dtz.word("count", { shown, n: dtz.allThere() });
};

/* Of very many, the group of the chosen opens, so that it can be seen. */
dtz.openAt = function (id) {
  const home = dtz.node.get(id).home;
  const many = dtz.nodes.length > dtz.LIMIT && !dtz.state.steps;
  if (many && home >= 0) dtz.state.open = home;
  else if (many) dtz.state.steps = 1;
};

/* Choose a party (or none): answer, picture and address follow. */
dtz.choose = function (id, { from = "", keep = false } = {}) {
  if (id && !dtz.node.has(id)) return;
  if (id && dtz.state.asking && dtz.state.asking !== id) {
    dtz.showWay(dtz.state.asking, id);
    return;
  }
  dtz.stopAsking();
  dtz.state.way = null;
  dtz.state.mark = null;
  if (dtz.state.chosen && dtz.state.chosen !== id && !keep) dtz.state.past.push(dtz.state.chosen);
  dtz.state.chosen = id;
  if (!id) dtz.state.steps = 0;
  if (id) dtz.openAt(id);
  const focus = from === "answer" || from === "search" || from === "table";
  if (id) dtz.showAnswer(dtz.node.get(id), () => { if (focus) dtz.goTo("chosen"); });
  else if (dtz.state.open !== null) dtz.showGroup(dtz.state.open);
  else dtz.showStart();
  if (id) dtz.byId("query").value = dtz.node.get(id).name;
  dtz.closeResults();
  dtz.refresh();
  dtz.writeAddress();
};

/* Give something the focus; the answer comes into sight where it does not stand beside the picture (phone, zoomed in). */
dtz.goTo = function (id) {
  const place = typeof id === "string" ? dtz.byId(id) : id;
  if (!place) return;
  place.focus({ preventScroll: true });
  const seen = place.closest("#answer section") || place.closest("#answer") || place;
  const { top } = seen.getBoundingClientRect();
  if (top < 0 || top > window.innerHeight / 3) seen.scrollIntoView({ block: "start" });
  if (seen !== place) place.scrollIntoView({ block: "nearest" });
};

dtz.back = function () {
  const before = dtz.state.past.pop() || null;
  if (!before) dtz.byId("query").value = "";
  dtz.choose(before, { keep: true, from: before ? "answer" : "" });
  if (!before) dtz.byId("query").focus();
};

/* Tell again what is told beside the picture, for another day. */
dtz.again = function () {
  if (dtz.state.way || dtz.state.mark) return;
  if (dtz.state.chosen) dtz.showAnswer(dtz.node.get(dtz.state.chosen));
  else if (dtz.state.open === null && !dtz.state.layers.size) dtz.showStart();
};

dtz.setSteps = function (steps) {
  dtz.state.steps = steps;
  dtz.refresh();
  dtz.writeAddress();
};

dtz.turnTable = function (change, focus) {
  Object.assign(dtz.state, change);
  dtz.showTable();
  dtz.byId("table").querySelector(focus)?.focus();
};

dtz.showAs = function (table) {
  dtz.state.table = table;
  dtz.byId("table").hidden = !table;
  dtz.byId("picture").hidden = table;
  dtz.byId("as-table").setAttribute("aria-pressed", String(table));
  dtz.byId("as-picture").setAttribute("aria-pressed", String(!table));
  dtz.refresh();
};

/* All kinds again, and no filter. */
dtz.showEverything = function () {
  dtz.state.off.clear();
  dtz.state.facets = {};
  dtz.filtered = [];
  dtz.refresh();
  dtz.writeAddress();
  dtz.byId("kinds").querySelector("button").focus();
};
