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

/* ---- the way from one party to another, chosen by the reader ---- */
/* Who has very many ties says little as a step: the busiest one in fifty, with at least ten ties. */
dtz.isHub = function (node) {
  if (dtz.hubFrom === undefined) {
    const degrees = dtz.nodes.map(dtz.degree).sort((a, b) => b - a);
    dtz.hubFrom = Math.max(10, degrees[Math.floor(degrees.length / 50)] || 0);
  }
  return dtz.degree(node) >= dtz.hubFrom;
};

dtz.findWay = function (from, to, skipHubs) {
  const may = (node) => !dtz.isOther(node) && !(skipHubs && dtz.isHub(node));
  return dtz.way(from, (id) => id === to, may);
};

/* Ask for the other end: the search box asks "to whom?" until one is chosen or it is let go. */
dtz.askWay = function (from) {
  dtz.state.asking = from;
  dtz.byId("asked").textContent = dtz.word("way.ask", { name: dtz.node.get(from).name });
  dtz.byId("query").value = "";
  dtz.byId("query").focus();
};

dtz.stopAsking = function () {
  dtz.state.asking = null;
  dtz.byId("asked").textContent = dtz.word("ask");
};

dtz.showWay = function (from, to, skipHubs = false) {
  dtz.stopAsking();
  const found = dtz.findWay(from, to, skipHubs);
  dtz.state.way = { from, to, skipHubs, path: found || [from, to] };
  Object.assign(dtz.state, { chosen: null, mark: null, steps: 0, open: null });
  dtz.closeResults();
  dtz.byId("query").value = "";
  const lines = (found || []).flatMap((id, n) => (n ? dtz.linesJoining(found[n - 1], id) : []));
  return dtz.need([], lines, () => {
    dtz.put(dtz.byId("answer"), dtz.wayTold(found));
    dtz.byId("answer").scrollTop = 0;
    dtz.refresh();
    dtz.writeAddress();
    dtz.byId("chosen").focus({ preventScroll: true });
  });
};

/* The lines by which two parties meet: their own, else those of the relationship in which both have part. */
dtz.linesJoining = function (one, other) {
  const ends = new Set([one, other]);
  const every = dtz.linesOf(one);
  const own = every.filter((link) => ends.has(link.source) && ends.has(link.target)).map((link) => link.n);
  if (own.length) return own;
  return every.filter((link) => dtz.linesOfTie(link.tie).some((line) => line.source === other || line.target === other))
    .map((link) => (dtz.mainOf(link.tie) || link).n);
};

dtz.wayTold = function (found) {
  const { from, to, skipHubs } = dtz.state.way;
  const [start, end] = [from, to].map((id) => dtz.node.get(id));
  const back = dtz.el("button", { type: "button", class: "back quiet", "data-go": from }, `← ${start.name}`);
  const title = dtz.el("h2", { id: "chosen", tabindex: "-1" }, dtz.word("way.title", { from: start.name, to: end.name }));
  const box = dtz.el("label", { class: "check" }, dtz.el("input", { type: "checkbox", id: "skip-hubs", checked: skipHubs }), ` ${dtz.word("way.skip", { n: (dtz.isHub(start), dtz.hubFrom) })}`);
  box.firstChild.addEventListener("change", (event) => dtz.showWay(from, to, event.target.checked));
  if (!found) return dtz.el("div", {}, back, title, dtz.el("p", { class: "told missing" }, dtz.el("span", {}, dtz.word("way.none"))), box);
  const steps = found.slice(1).map((id, n) => dtz.el("li", {}, dtz.wayStep(found[n], id)));
  return dtz.el("div", {}, back, title, dtz.el("p", { class: "sentences" }, dtz.word("way.steps", { n: steps.length })), dtz.el("ol", { class: "way" }, steps), box);
};

dtz.wayStep = function (one, other) {
  const link = dtz.linkAt(dtz.linesJoining(one, other)[0]);
  const label = link.source === one ? link.words.out : link.words.back;
  const more = [link.role, dtz.period(link.since, link.until), link.state === "now" ? "" : dtz.word(`state.${link.state}`)].filter(Boolean).join(" · ");
  return [dtz.el("p", {}, dtz.link(dtz.node.get(one)), ` – ${label} – `, dtz.link(dtz.node.get(other))), more ? dtz.el("p", { class: "about" }, more) : null, dtz.cite(link.cites)].filter(Boolean);
};
