/* The same network as people, as organisations or as initiatives: a line for each pair that meets somewhere.
   Worked out here from the recorded lines, so that date and filters hold for it as well. */
dtz.THROUGH = { person: ["body", "initiative", "organisation"], organisation: ["body", "initiative"], initiative: ["organisation", "person"] };
dtz.CROWD = 80;

dtz.openProjections = function () {
  const families = new Set(dtz.view.kinds.map((kind) => kind.family));
  const may = Object.keys(dtz.THROUGH).filter((family) => families.has(family));
  dtz.byId("as").hidden = may.length < 2;
  for (const button of dtz.byId("as").querySelectorAll("[data-as]")) button.hidden = Boolean(button.dataset.as) && !may.includes(button.dataset.as);
};

dtz.setAs = function (family) {
  dtz.state.as = family;
  dtz.state.page = 0;
  dtz.refresh();
  dtz.again();
  dtz.writeAddress();
};

/* Who meets at a node: all of the family that its ties name, on the day that is looked at. */
dtz.meeting = function (node) {
  const found = new Set();
  for (const n of dtz.numbers(dtz.byNode, node.n)) {
    if (!dtz.mayTie(n)) continue;
    for (const line of dtz.numbers(dtz.byTie, dtz.line.tie[n])) for (const end of [dtz.line.from[line], dtz.line.to[line]]) found.add(end);
  }
  found.delete(node.n);
  return found;
};

/* Everybody of the family who meets a node somewhere, and where; "" stands for a tie of their own. */
dtz.meets = function (node) {
  const family = dtz.state.as;
  const found = new Map();
  const add = (n, through) => { if (n !== node.n) found.set(n, [...(found.get(n) || []), through]); };
  for (const here of dtz.meeting(node)) {
    const middle = dtz.nodes[here];
    if (dtz.family(middle) === family) add(here, null);
    if (!dtz.THROUGH[family].includes(dtz.family(middle))) continue;
    const others = [...dtz.meeting(middle)].filter((n) => dtz.family(dtz.nodes[n]) === family);
    if (others.length > dtz.CROWD) dtz.crowded.add(middle);
    else for (const n of others) add(n, middle);
  }
  return found;
};

/* The connections among what is shown, each pair once, by the place of both; worked out from where they meet. */
dtz.connections = function (shown) {
  const family = dtz.state.as;
  const own = new Set([...shown.keys()].map((id) => dtz.node.get(id)).filter((node) => dtz.family(node) === family).map((node) => node.n));
  const found = new Map();
  const add = (a, b, through) => {
    const key = a * dtz.nodes.length + b;
    if (!found.has(key)) found.set(key, { node: dtz.nodes[a], other: dtz.nodes[b], through: [] });
    found.get(key).through.push(through);
  };
  dtz.crowded = new Set();
  for (const middle of dtz.nodes) {
    const direct = own.has(middle.n);
    if (!direct && !dtz.THROUGH[family].includes(dtz.family(middle))) continue;
    const met = [...dtz.meeting(middle)].filter((n) => dtz.family(dtz.nodes[n]) === family).sort((a, b) => a - b);
    if (direct) for (const n of met) if (n > middle.n && own.has(n)) add(middle.n, n, null);
    if (direct && !dtz.THROUGH[family].includes(family)) continue;
    if (met.length > dtz.CROWD) { dtz.crowded.add(middle); continue; }
    for (const a of met) if (own.has(a)) for (const b of met) if (b > a && own.has(b)) add(a, b, middle);
  }
  return [...found.values()].sort((a, b) => a.node.n - b.node.n || a.other.n - b.other.n);
};

/* Of very many the pairs that meet most often are drawn. */
dtz.LINES = 3000;

/* What is shown of a projection: the family, and what was chosen; from there the steps run along connections. */
dtz.project = function (shown) {
  const { as, chosen, steps } = dtz.state;
  const found = new Map([...shown].filter(([id]) => id === chosen || dtz.family(dtz.node.get(id)) === as));
  if (!chosen || !steps) return found;
  dtz.crowded = new Set();
  const near = new Map([[chosen, 0]]);
  let edge = [chosen];
  for (let step = 1; step <= steps; step += 1) {
    const next = [];
    for (const id of edge) {
      for (const n of dtz.meets(dtz.node.get(id)).keys()) {
        const other = dtz.nodes[n];
        if (!near.has(other.id) && dtz.may(other)) { near.set(other.id, step); next.push(other.id); }
      }
    }
    edge = next;
  }
  return near;
};

dtz.connectionEdges = function (drawn, few) {
  const chosen = dtz.state.chosen;
  const every = dtz.connections(drawn);
  dtz.undrawn = Math.max(0, every.length - dtz.LINES);
  const strong = dtz.undrawn ? [...every].sort((a, b) => b.through.length - a.through.length).slice(0, dtz.LINES) : every;
  const edges = strong.map(({ node, other, through }) => {
    const lit = node.id === chosen || other.id === chosen;
    return { id: `with:${node.n}:${other.n}`, from: node.id, to: other.id, bend: 0, width: Math.min(6, (lit ? 1.4 : 0.5) + 0.8 * through.length),
      dashes: false, colour: lit ? dtz.paint.accent : dtz.paint.line, opacity: chosen && !lit && !dtz.state.steps ? 0.15 : few || lit ? 0.9 : 0.4 };
  });
  if (chosen && dtz.family(dtz.node.get(chosen)) !== dtz.state.as) edges.push(...dtz.linesAmong(drawn).map((n) => dtz.edge(dtz.linkAt(n), few)));
  return edges;
};

/* Below the legend: what a line stands for, and what is left out. */
dtz.tellLines = function () {
  if (!dtz.state.as || dtz.bubble.size) return "";
  const left = dtz.crowded && dtz.crowded.size ? dtz.word("as.left", { n: dtz.crowded.size, names: dtz.join([...dtz.crowded].slice(0, 5).map((node) => node.name)).join("") }) : "";
  const most = dtz.undrawn ? dtz.word("as.most", { n: dtz.LINES, left: dtz.undrawn }) : "";
  return [dtz.word(`as.lines.${dtz.state.as}`), most, left].filter(Boolean).join(" ");
};

dtz.throughTold = (through) => {
  const named = through.filter(Boolean);
  const told = named.length ? dtz.word("as.through", { list: dtz.join(named.map((node) => node.name)).join("") }) : "";
  return [through.includes(null) ? dtz.word("as.direct") : "", told].filter(Boolean).join("; ");
};

/* In the panel: with whom, and through what; those who meet most often first. */
dtz.connected = function (node) {
  if (!dtz.state.as || dtz.family(node) !== dtz.state.as) return null;
  dtz.crowded = new Set();
  const found = [...dtz.meets(node)].sort((a, b) => b[1].length - a[1].length || a[0] - b[0]);
  const rows = found.map(([n, through]) => dtz.el("li", {}, dtz.icon(dtz.kinds.get(dtz.nodes[n].type), 16),
    dtz.el("div", {}, dtz.el("p", {}, dtz.link(dtz.nodes[n])), dtz.el("p", { class: "about" }, dtz.throughTold(through)))));
  return rows.length ? dtz.section(dtz.word("as.with"), rows.length, dtz.longList(rows)) : null;
};

dtz.connectionCells = ({ node, other, through }) => [dtz.link(node), dtz.link(other), dtz.throughTold(through)];
