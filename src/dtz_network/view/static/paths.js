/* Ways through the network: the fewest steps from one party to another, each step with what ties it. */

/* The ids from `start` to the nearest that `goal` accepts, both included; null where there is no way.
   Steps run over what `may` allows; the end may be anything. */
dtz.way = function (start, goal, may) {
  const from = new Map([[start, null]]);
  let edge = [start];
  while (edge.length) {
    const next = [];
    for (const here of edge) {
      if (here !== start && !may(dtz.node.get(here))) continue;
      for (const other of [...dtz.near(here)].sort((a, b) => dtz.node.get(a).n - dtz.node.get(b).n)) {
        if (from.has(other)) continue;
        from.set(other, here);
        if (goal(other)) {
          const path = [];
          for (let step = other; step !== null; step = from.get(step)) path.unshift(step);
          return path;
        }
        next.push(other);
      }
    }
    edge = next;
  }
  return null;
};

/* Parties that somebody of us knows. */
dtz.known = function () {
  if (!dtz.knownOnes) {
    const contact = dtz.ties.findIndex((tie) => tie.key === "Contact");
    const { kind, to, state, from } = dtz.line;
    dtz.knownOnes = new Set();
    for (let n = 0; n < from.length; n += 1) if (kind[n] === contact && state[n] < 2) dtz.knownOnes.add(dtz.nodes[to[n]].id);
  }
  return dtz.knownOnes;
};

dtz.isOther = (node) => dtz.family(node) === "other";

/* The shortest way from a party to one that somebody of us knows, and who that is. */
dtz.wayIn = function (node) {
  if (!dtz.known().size) return null;
  const path = dtz.way(node.id, (id) => dtz.known().has(id), (found) => !dtz.isOther(found));
  if (!path) return null;
  const [tie] = dtz.holdersOf(dtz.node.get(path[path.length - 1]));
  return { path: path.slice(1).map((id) => dtz.node.get(id)), tie };
};
