/* State and what changes it: search box, legend, picture, keys, address. */
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
    dtz.state.shown = new Map(among.filter((node) => dtz.may(node) || node.id === chosen).map((node) => [node.id, 0]));
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

dtz.writeAddress = function () {
  const { chosen, steps } = dtz.state;
  const group = dtz.state.open === null ? {} : { group: dtz.view.groups[dtz.state.open].id };
  const way = dtz.state.way ? { node: dtz.state.way.from, to: dtz.state.way.to, ...(dtz.state.way.skipHubs ? { hubs: 0 } : {}) } : null;
  const parts = new URLSearchParams(way || (chosen ? { node: chosen, ...(steps ? { steps } : {}) } : group));
  if (dtz.state.date) parts.set("date", dtz.state.date);
  if (dtz.state.table) parts.set("table", dtz.state.rows);
  if (dtz.state.map) parts.set("map", 1);
  if (dtz.state.as) parts.set("as", dtz.state.as);
  if (dtz.state.layers.size) parts.set("layers", [...dtz.state.layers].join(" "));
  if (dtz.state.mark) parts.set("mark", dtz.state.mark.join(" "));
  for (const [facet, value] of Object.entries(dtz.state.facets)) if (value) parts.set(facet === "group" ? "in" : facet, value);
  if (!dtz.sameKinds()) parts.set("off", [...dtz.state.off].join(" "));
  try { history.replaceState(null, "", parts.size ? `#${parts}` : location.pathname + location.search); } catch { /* some browsers forbid it for files */ }
};

dtz.sameKinds = () => dtz.state.off.size === dtz.view.off.length && dtz.view.off.every((key) => dtz.state.off.has(key));

/* Filters, date and table of an address; what it names that is not here is passed over. */
dtz.readSettings = function (parts) {
  if (parts.has("off")) dtz.state.off = new Set(parts.get("off").split(" ").filter((key) => dtz.kinds.has(key)));
  const date = /^\d{4}-\d{2}$/.test(parts.get("date") || "") && !dtz.byId("times").hidden ? parts.get("date") : "";
  if (date !== dtz.state.date) dtz.takeDate(date);
  const named = (facet) => parts.get(facet === "group" ? "in" : facet) || "";
  if (dtz.FACETS.some(([facet]) => named(facet))) dtz.workOutFilters();
  for (const { facet, values } of dtz.facets) dtz.setFacet(facet, values.some(({ key }) => key === named(facet)) ? named(facet) : "");
  if (!dtz.byId("times").hidden) dtz.sayDate();
  dtz.state.as = dtz.THROUGH[parts.get("as")] && !dtz.byId("as").hidden ? parts.get("as") : "";
  dtz.state.map = parts.has("map") && dtz.regions.size > 0;
  dtz.state.layers = new Set((parts.get("layers") || "").split(" ").filter(dtz.layer));
  if (parts.has("table")) {
    dtz.state.rows = dtz.ROWS[parts.get("table")] ? parts.get("table") : "parties";
    dtz.showAs(true);
  }
};

dtz.readAddress = function () {
  const parts = new URLSearchParams(location.hash.slice(1));
  dtz.readSettings(parts);
  if (dtz.node.has(parts.get("node")) && dtz.node.has(parts.get("to"))) {
    dtz.showWay(parts.get("node"), parts.get("to"), parts.get("hubs") === "0");
    return true;
  }
  const [layer, mark] = (parts.get("mark") || "").split(" ");
  if (layer && dtz.layer(layer) && dtz.marksOf(dtz.layer(layer))[Number(mark)]) {
    dtz.chooseMark(layer, Number(mark));
    return true;
  }
  const steps = Number(parts.get("steps"));
  const home = dtz.view.groups.findIndex((group) => group.id === parts.get("group"));
  if (home >= 0 && !parts.has("node")) {
    dtz.open(home);
    return true;
  }
  if (!dtz.node.has(parts.get("node"))) {
    const [first] = dtz.layersOn();
    if (first) dtz.showLayer(first.key);
    return false;
  }
  dtz.state.steps = steps === 1 || steps === 2 ? steps : 0;
  dtz.choose(parts.get("node"));
  return true;
};

/* ---- the search box ---- */
dtz.closeResults = function () {
  dtz.byId("results").hidden = true;
  dtz.byId("query").setAttribute("aria-expanded", "false");
  dtz.byId("query").removeAttribute("aria-activedescendant");
  dtz.hits = [];
};

dtz.showResults = function () {
  const text = dtz.byId("query").value;
  if (!dtz.fold(text)) {
    dtz.closeResults();
    dtz.byId("said").textContent = "";
    return;
  }
  let hits = dtz.search(text, 12);
  const exact = hits.length > 0;
  if (!exact) hits = dtz.alike(text, 5);
  dtz.hits = hits;
  const rows = hits.map((node, n) => dtz.el("li", { id: `hit-${n}`, role: "option", "aria-selected": "false", "data-hit": n },
    dtz.icon(dtz.kinds.get(node.type), 18), dtz.el("span", { class: "hit" }, dtz.el("b", {}, node.name), dtz.el("small", {}, dtz.context(node)))));
  if (!exact) rows.unshift(dtz.el("li", { class: "none", role: "presentation" }, dtz.word(hits.length ? "results.alike" : "results.none", { text })));
  dtz.byId("results").replaceChildren(...rows);
  dtz.byId("results").hidden = false;
  dtz.byId("query").setAttribute("aria-expanded", "true");
  dtz.byId("said").textContent = exact ? dtz.word("results.count", { n: hits.length }) : dtz.word("results.none", { text });
  dtz.mark(exact ? 0 : -1);
};

dtz.mark = function (number) {
  dtz.marked = number;
  for (const row of dtz.byId("results").querySelectorAll("[role=option]")) {
    const on = Number(row.dataset.hit) === number;
    row.setAttribute("aria-selected", String(on));
    if (on) row.scrollIntoView({ block: "nearest" });
  }
  if (number >= 0) dtz.byId("query").setAttribute("aria-activedescendant", `hit-${number}`);
  else dtz.byId("query").removeAttribute("aria-activedescendant");
};

dtz.typed = function (event) {
  const open = dtz.hits && dtz.hits.length;
  const turn = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (turn && open) {
    event.preventDefault();
    dtz.mark((dtz.marked + turn + dtz.hits.length) % dtz.hits.length);
  } else if (turn === 1) {
    dtz.showResults();
  } else if (event.key === "Enter") {
    event.preventDefault();
    const hit = open && dtz.hits[Math.max(dtz.marked, 0)];
    if (hit) dtz.choose(hit.id, { from: "search" });
  }
};

/* "/" goes to the box from anywhere; Escape closes the list, then the choice. */
dtz.keyed = function (event) {
  const typing = event.target instanceof HTMLInputElement;
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    dtz.byId("query").focus();
    dtz.byId("query").select();
  }
  if (event.key === "Escape") {
    if (!dtz.byId("results").hidden) dtz.closeResults();
    else if (dtz.state.asking) dtz.stopAsking();
    else if (dtz.state.way) dtz.choose(dtz.state.way.from, { keep: true, from: "answer" });
    else if (dtz.state.mark) dtz.listLayer(dtz.state.mark[0]);
    else if (dtz.state.chosen) {
      dtz.state.past = [];
      dtz.byId("query").value = "";
      dtz.choose(null, { keep: true });
      dtz.byId("query").focus();
    } else if (dtz.state.open !== null) {
      dtz.open(null);
      dtz.byId("query").focus();
    } else if (dtz.state.layers.size) {
      dtz.state.layers.clear();
      dtz.showStart();
      dtz.refresh();
      dtz.writeAddress();
      dtz.byId("query").focus();
    } else dtz.byId("query").value = "";
  }
};

dtz.clicked = function (event) {
  const of = (attribute) => event.target.closest(`[${attribute}]`)?.getAttribute(attribute);
  if (of("data-jump")) {
    event.preventDefault();
    return dtz.goTo(of("data-jump"));
  }
  const hit = of("data-hit");
  if (hit !== undefined) return dtz.choose(dtz.hits[Number(hit)].id, { from: "search" });
  if (!event.target.closest(".search")) dtz.closeResults();
  if (of("data-layer")) dtz.toggleLayer(of("data-layer"));
  else if (of("data-mark")) dtz.chooseMark(of("data-mark").split(" ")[0], Number(of("data-mark").split(" ")[1]));
  else if (of("data-list")) dtz.listLayer(of("data-list"));
  else if (of("data-as") !== undefined) dtz.setAs(of("data-as"));
  else if (of("data-way")) dtz.askWay(of("data-way"));
  else if (of("data-go")) dtz.choose(of("data-go"), { from: "answer" });
  else if (of("data-open") !== undefined) dtz.open(of("data-open") === "" ? null : Number(of("data-open")));
  else if (of("data-away")) dtz.takeAway[of("data-away")]();
  else if (of("data-kind")) dtz.toggleKind(of("data-kind"));
  else if (of("data-only")) dtz.onlyKind(of("data-only"));
  else if (of("data-steps")) dtz.setSteps(Number(of("data-steps")));
  else if (of("data-rows")) dtz.turnTable({ rows: of("data-rows"), page: 0 }, `[data-rows="${of("data-rows")}"]`);
  else if (of("data-turn")) dtz.turnTable({ page: dtz.state.page + Number(of("data-turn")) }, `[data-turn="${of("data-turn")}"]`);
  return undefined;
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

dtz.setTheme = function (theme) {
  document.documentElement.dataset.theme = theme;
  dtz.byId("theme").textContent = dtz.word(theme === "dark" ? "theme.light" : "theme");
  dtz.paint = dtz.paints();
};

/* Older than half a year: say so, and whom to ask. The clock of the reader decides, not the file. */
dtz.warnOld = function () {
  const stand = dtz.view.dated;
  if (!stand) return;
  const day = stand.length === 10 ? stand : `${stand.slice(0, 4)}-${stand.slice(5, 7) || "12"}-28`;
  if (Date.now() - Date.parse(day) < 183 * 86400000) return;
  const key = dtz.view.bureau ? "old.ask" : "old";
  dtz.byId("old").textContent = dtz.word(key, { date: dtz.date(stand), bureau: dtz.view.bureau });
  dtz.byId("old").hidden = false;
};

dtz.start = async function () {
  await dtz.load();
  dtz.setTheme(matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  dtz.state.off = new Set(dtz.view.off);
  dtz.workOutLife();
  dtz.openPicture();
  dtz.quietly(dtz.firstPicture);
  dtz.warnOld();
  dtz.listen();
  document.documentElement.dataset.ready = "yes";
  dtz.index();
};

/* All that stands beside the picture comes first, then the picture in the room that is left. */
dtz.firstPicture = function () {
  dtz.openTime();
  dtz.openFilters();
  dtz.openProjections();
  dtz.openMap();
  dtz.showStart();
  if (window.innerWidth < 700) dtz.byId("legend").open = false;
  if (!dtz.readAddress()) {
    dtz.refresh(false);
    dtz.byId("query").focus();
  }
  dtz.net.redraw();
  dtz.fit(false);
};

dtz.listen = function () {
  dtz.net.on("resize", () => requestAnimationFrame(() => dtz.fit(false)));
  dtz.byId("query").addEventListener("input", dtz.showResults);
  dtz.byId("query").addEventListener("keydown", dtz.typed);
  document.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("keydown", dtz.keyed);
  document.addEventListener("click", dtz.clicked);
  dtz.byId("answer").addEventListener("click", (event) => { if (event.target.closest("#back")) dtz.back(); });
  dtz.byId("everything").addEventListener("click", () => { dtz.state.off.clear(); dtz.state.facets = {}; dtz.filtered = []; dtz.refresh(); dtz.byId("kinds").querySelector("button").focus(); });
  dtz.byId("as-table").addEventListener("click", () => dtz.showAs(true));
  dtz.byId("as-picture").addEventListener("click", () => dtz.showAs(false));
  dtz.byId("as-map").addEventListener("click", () => dtz.setMap(!dtz.state.map));
  dtz.byId("nearer").addEventListener("click", () => dtz.zoom(1.35));
  dtz.byId("farther").addEventListener("click", () => dtz.zoom(1 / 1.35));
  dtz.byId("fit").addEventListener("click", () => dtz.fit(true));
  dtz.byId("theme").addEventListener("click", () => {
    dtz.setTheme(document.documentElement.dataset.theme === "dark" ? "light" : "dark");
    dtz.again();
    dtz.refresh(false);
  });
  window.addEventListener("hashchange", () => dtz.readAddress());
};

dtz.start();
