/* The address of what is seen: whoever opens it sees the same choice, date, filters and table. */
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
