/* The network of the page, indexed. A relationship may have several lines; they share its tie. */
dtz.load = function () {
  const data = JSON.parse(dtz.byId("data").textContent);
  dtz.words = data.words;
  dtz.view = data.view;
  dtz.language = data.view.language;
  dtz.options = data.options;
  dtz.nodes = data.view.nodes;
  dtz.links = data.view.links;
  dtz.kinds = new Map(data.view.kinds.map((kind) => [kind.key, kind]));
  dtz.node = new Map(dtz.nodes.map((node) => [node.id, node]));
  dtz.look = new Map(data.nodes.map((node) => [node.id, node]));
  dtz.edges = data.edges;
  dtz.linkOf = new Map(dtz.links.map((link) => [link.id, link]));
  dtz.main = new Map();
  dtz.linesOf = new Map(dtz.nodes.map((node) => [node.id, []]));
  dtz.linesOfTie = new Map();
  for (const link of dtz.links) {
    if (link.id === link.tie) dtz.main.set(link.tie, link);
    if (!dtz.linesOfTie.has(link.tie)) dtz.linesOfTie.set(link.tie, []);
    dtz.linesOfTie.get(link.tie).push(link);
    dtz.linesOf.get(link.source).push(link);
    if (link.target !== link.source) dtz.linesOf.get(link.target).push(link);
  }
};

dtz.family = (node) => dtz.kinds.get(node.type).family;
dtz.other = (link, id) => (link.source === id ? link.target : link.source);

/* Everything one step away: through a relationship one meets all who have part in it. */
dtz.near = function (id) {
  const found = new Set();
  for (const link of dtz.linesOf.get(id)) {
    for (const line of dtz.linesOfTie.get(link.tie)) found.add(line.source).add(line.target);
  }
  found.delete(id);
  return found;
};

/* Everything within so many steps, with the number of steps. */
dtz.within = function (id, steps, may) {
  const found = new Map([[id, 0]]);
  let edge = [id];
  for (let step = 1; step <= steps; step += 1) {
    const next = [];
    for (const here of edge) {
      for (const other of dtz.near(here)) {
        if (!found.has(other) && may(dtz.node.get(other))) {
          found.set(other, step);
          next.push(other);
        }
      }
    }
    edge = next;
  }
  return found;
};

/* The ties of a node, each once, seen from there: who is at the other end, what it is called. */
dtz.tiesOf = function (id) {
  const seen = new Set();
  const found = [];
  for (const link of dtz.linesOf.get(id)) {
    const main = dtz.main.get(link.tie);
    const own = main && (main.source === id || main.target === id);
    if (own && link !== main) continue;
    const key = own ? link.tie : link.id;
    if (seen.has(key)) continue;
    seen.add(key);
    const words = dtz.view.ties[link.kind];
    const out = link.source === id;
    found.push({ link, main: main || link, other: dtz.node.get(dtz.other(link, id)), out,
      label: out ? words.out : words.back, state: link.state || "now" });
  }
  return found;
};

/* On whose behalf: the other nodes that a relationship names beside its two ends. */
dtz.beside = function (tie, kind) {
  return dtz.linesOfTie.get(tie).filter((line) => line.kind === kind).map((line) => dtz.node.get(line.target));
};
