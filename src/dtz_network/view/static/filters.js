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
  const whole = new Set([node.id]);
  for (const id of whole) for (const link of dtz.linesOf(id)) if (link.kind === "PartOf" && link.target === id) whole.add(link.source);
  const found = new Set(whole);
  for (const id of whole) for (const other of dtz.near(id)) found.add(other);
  for (const id of [...found]) {
    if (dtz.family(dtz.node.get(id)) !== "organisation") continue;
    for (const link of dtz.linesOf(id)) if (link.kind === "Employment" && link.target === id) found.add(link.source);
  }
  return found;
};

dtz.openFilters = function () {
  dtz.facets = dtz.FACETS.map(([facet, type]) => ({ facet, values: dtz.facetValues(facet, type).sort((a, b) => a.label.localeCompare(b.label, dtz.language, { numeric: true })) }))
    .filter(({ values }) => values.length > 1);
  dtz.byId("more").hidden = !dtz.facets.length;
  dtz.showFilters();
};

/* Whether a node passes the filters, one facet left out of account. */
dtz.passes = (node, but) => dtz.facets.every(({ facet, values }) => {
  const chosen = dtz.state.facets[facet];
  return !chosen || facet === but || values.find(({ key }) => key === chosen)?.has.has(node.id);
});

dtz.showFilters = function () {
  const focus = document.activeElement && document.activeElement.dataset ? document.activeElement.dataset.facet : "";
  const rows = dtz.facets.map(({ facet, values }) => {
    const open = new Set(dtz.nodes.filter((node) => !dtz.state.off.has(node.type) && dtz.passes(node, facet)).map((node) => node.id));
    const count = ({ has }) => [...has].reduce((n, id) => n + (open.has(id) ? 1 : 0), 0);
    const options = values.map((value) => [value, count(value)]).filter(([{ key }, n]) => n || key === dtz.state.facets[facet])
      .map(([value, n]) => dtz.el("option", { value: value.key, selected: dtz.state.facets[facet] === value.key }, `${value.label} (${dtz.number(n)})`));
    const choice = dtz.el("select", { id: `facet-${facet}`, "data-facet": facet }, dtz.el("option", { value: "" }, dtz.word("facet.all")), options);
    choice.addEventListener("change", () => {
      dtz.state.facets[facet] = choice.value;
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
