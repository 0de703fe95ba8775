/* Filters beside the legend: on side, theme, region, body and group; they combine, and show how many each leaves. */
dtz.FACETS = [["helix", null], ["theme", "Theme"], ["region", "Region"], ["body", "GovernanceBody"], ["group", null]];

/* The values of a facet: a key, its words, and the nodes that have it. */
dtz.facetValues = function (facet, type) {
  if (facet === "helix") return dtz.grouped((node) => (node.helix || []).map((word) => [word, word]));
  if (facet === "group") return dtz.grouped((node) => (node.home < 0 ? [] : [[dtz.view.groups[node.home].id, dtz.view.groups[node.home].label]]));
  return dtz.nodes.filter((node) => node.type === type).map((node) => ({ key: node.id, label: node.name, has: dtz.around(node) })).filter(({ has }) => has.size > 1);
};

dtz.grouped = function (keysOf) {
  const found = new Map();
  for (const node of dtz.nodes) {
    for (const [key, label] of keysOf(node)) {
      if (!found.has(key)) found.set(key, { key, label, has: new Set() });
      found.get(key).has.add(node.id);
    }
  }
  return [...found.values()];
};

/* What belongs to a theme, region or body: the thing itself, its parts, who is tied to it, and their people. */
dtz.around = function (node) {
  const { kind, from, to } = dtz.line;
  const [part, work] = ["PartOf", "Employment"].map((key) => dtz.ties.findIndex((tie) => tie.key === key));
  const into = (n, which) => [...dtz.numbers(dtz.byNode, n)].filter((line) => kind[line] === which && to[line] === n).map((line) => from[line]);
  const whole = new Set([node.n]);
  for (const n of whole) for (const piece of into(n, part)) whole.add(piece);
  const found = new Set(whole);
  for (const n of whole) for (const other of dtz.near(dtz.nodes[n].id)) found.add(dtz.node.get(other).n);
  for (const n of [...found]) if (dtz.family(dtz.nodes[n]) === "organisation") for (const person of into(n, work)) found.add(person);
  return new Set([...found].map((n) => dtz.nodes[n].id));
};

dtz.facets = [];

/* Filters are worked out when somebody opens them: on very many nodes that takes a moment. */
dtz.openFilters = function () {
  const may = new Set(dtz.view.kinds.map((kind) => kind.key));
  dtz.byId("more").hidden = !dtz.nodes.length || !(may.has("Theme") || may.has("Region") || may.has("GovernanceBody") || dtz.view.groups.length > 1);
  dtz.byId("more").addEventListener("toggle", () => { if (dtz.byId("more").open) dtz.showFilters(); });
};

dtz.workOutFilters = function () {
  if (dtz.facets.length) return;
  dtz.facets = dtz.FACETS.map(([facet, type]) => ({ facet, values: dtz.facetValues(facet, type).sort((a, b) => a.label.localeCompare(b.label, dtz.language, { numeric: true })) }))
    .filter(({ values }) => values.length > 1);
};

/* The sets that a node must be in. */
dtz.wanted = (but) => dtz.facets.filter(({ facet }) => facet !== but && dtz.state.facets[facet])
  .map(({ facet, values }) => values.find(({ key }) => key === dtz.state.facets[facet])).filter(Boolean).map(({ has }) => has);

dtz.setFacet = function (facet, value) {
  dtz.state.facets[facet] = value;
  dtz.filtered = dtz.wanted();
};

dtz.filtered = [];
dtz.passes = (node, sets = dtz.filtered) => sets.every((has) => has.has(node.id));

dtz.showFilters = function () {
  if (!dtz.byId("more").open && !dtz.filtered.length) return;
  dtz.workOutFilters();
  const focus = document.activeElement && document.activeElement.dataset ? document.activeElement.dataset.facet : "";
  const rows = dtz.facets.map(({ facet, values }) => {
    const sets = dtz.wanted(facet);
    const open = new Set(dtz.nodes.filter((node) => !dtz.state.off.has(node.type) && dtz.isThere(node) && dtz.passes(node, sets)).map((node) => node.id));
    const count = ({ has }) => [...has].reduce((n, id) => n + (open.has(id) ? 1 : 0), 0);
    const options = values.map((value) => [value, count(value)]).filter(([{ key }, n]) => n || key === dtz.state.facets[facet])
      .map(([value, n]) => dtz.el("option", { value: value.key, selected: dtz.state.facets[facet] === value.key }, `${value.label} (${dtz.number(n)})`));
    const choice = dtz.el("select", { id: `facet-${facet}`, "data-facet": facet }, dtz.el("option", { value: "" }, dtz.word("facet.all")), options);
    choice.addEventListener("change", () => {
      dtz.setFacet(facet, choice.value);
      dtz.refresh();
      dtz.writeAddress();
    });
    return dtz.el("label", { class: "facet" }, dtz.el("span", {}, dtz.word(`facet.${facet}`)), choice);
  });
  dtz.byId("filters").replaceChildren(...rows);
  const chosen = dtz.facets.map(({ facet, values }) => values.find(({ key }) => key === dtz.state.facets[facet])?.label).filter(Boolean);
  dtz.byId("filtered").textContent = chosen.length ? `– ${chosen.join(", ")}` : "";
  if (focus) dtz.byId(`facet-${focus}`)?.focus();
};
