/* Ways through the network: the fewest steps from one party to another, each step with what ties it. A step goes
   along a line, so that a way through a body names the person in a seat; as analysis.introducing.ways. */

/* The lines that may be walked from a node: by the name of where they lead. */
dtz.stepsFrom = function (n) {
  const { from, to, kind } = dtz.line;
  const other = (line) => (from[line] === n ? to[line] : from[line]);
  return Array.from(dtz.numbers(dtz.byNode, n)).filter(dtz.mayTie)
    .sort((a, b) => other(a) - other(b) || (dtz.ties[kind[a]].key < dtz.ties[kind[b]].key ? -1 : dtz.ties[kind[a]].key > dtz.ties[kind[b]].key ? 1 : a - b))
    .map((line) => [other(line), line]);
};

/* Whether a way may lead past a node: not through what nobody gets to know anybody by (regions, themes, funds), nor
   past who does not want to be approached. */
dtz.mayPass = function (node) {
  dtz.shut ||= { kinds: new Set(dtz.view.closed), parties: new Set(dtz.view.barred) };
  return !dtz.shut.kinds.has(node.type) && !dtz.shut.parties.has(node.id);
};

/* By which line each node was first reached from a start, breadth first; only ends that `goal` accepts need not be passed. */
dtz.reach = function (start, goal, may) {
  const came = new Map([[start, -1]]);
  let edge = [start];
  while (edge.length) {
    const next = [];
    for (const here of edge) {
      for (const [other, line] of dtz.stepsFrom(here)) {
        if (came.has(other) || !(goal(other) || may(dtz.nodes[other]))) continue;
        came.set(other, line);
        if (goal(other)) return { came, end: other };
        next.push(other);
      }
    }
    edge = next;
  }
  return { came, end: -1 };
};

/* The way from `start` to the nearest that `goal` accepts: ids, both ends included, and the lines between; null where there is none. */
dtz.way = function (start, goal, may) {
  const first = dtz.node.get(start).n;
  const { came, end } = dtz.reach(first, (n) => goal(dtz.nodes[n].id), may);
  if (end < 0) return null;
  const found = { path: [dtz.nodes[end].id], lines: [] };
  for (let here = end; here !== first;) {
    const line = came.get(here);
    here = dtz.line.from[line] === here ? dtz.line.to[line] : dtz.line.from[line];
    found.path.unshift(dtz.nodes[here].id);
    found.lines.unshift(line);
  }
  return found;
};

dtz.isOther = (node) => dtz.family(node) === "other";

/* The people of a party that may be there now: who works there, who sits in a body on its behalf. */
dtz.peopleOf = (node) => [...new Set(dtz.tiesNow(node.id).filter((tie) => !tie.out && ["Employment", "Membership.on_behalf_of"].includes(tie.link.kind) && tie.state !== "past").map((tie) => tie.other))];

/* Who of us holds the relationship with a party or with one of its people, the newest contact first. */
dtz.holdersOf = function (node) {
  const theirs = [node, ...(dtz.family(node) === "person" ? [] : dtz.peopleOf(node))];
  const ties = theirs.flatMap((one) => dtz.tiesNow(one.id).filter((tie) => tie.link.kind === "Contact" && !tie.out && dtz.holds(tie)).map((tie) => ({ ...tie, contact: one })));
  return ties.sort((a, b) => (a.link.fresh < b.link.fresh ? 1 : a.link.fresh > b.link.fresh ? -1 : a.other.n - b.other.n));
};

/* The years since the newest date of the oldest step of a way, in tenths; 99 where a step has no date. A line that is
   no relationship of its own (who leads a cluster) has no age. */
dtz.ageOf = function (lines) {
  const aged = lines.map((line) => dtz.linkAt(dtz.mainAt(line))).filter((link) => !link.kind.includes(".")).map((link) => link.fresh);
  if (!aged.length || aged.includes("")) return 99;
  const today = dtz.lastDay(dtz.view.stand || "9999");
  return Math.max(...aged.map((date) => Math.round((Date.parse(today) - Date.parse(dtz.lastDay(date) < today ? dtz.lastDay(date) : today)) / 3155760000) / 10));
};

/* No way of more steps says anything. */
dtz.LONGEST = 6;

/* The shortest way from one of us, through nobody else of us, to a party; of equals the one whose oldest step is the newest. */
dtz.wayIn = function (node) {
  const others = new Set(dtz.view.ours);
  const may = (passed) => dtz.mayPass(passed) && !others.has(passed.id);
  const found = dtz.view.ours.filter((id) => id !== node.id && dtz.node.has(id)).map((id) => dtz.way(id, (end) => end === node.id, may))
    .filter((way) => way && way.lines.length <= dtz.LONGEST).map((way) => ({ ...way, age: dtz.ageOf(way.lines) }));
  const better = (a, b) => a.lines.length - b.lines.length || a.age - b.age;
  return found.reduce((best, way) => (best && better(best, way) <= 0 ? best : way), null);
};

/* Through whom a way leads: the person nearest to its middle, else the organisation, "" where nobody stands between. */
dtz.through = function (path) {
  const passed = path.slice(1, -1).map((id) => dtz.node.get(id));
  const middle = (passed.length - 1) / 2;
  const nearest = (family) => passed.map((node, n) => [node, n]).filter(([node]) => dtz.family(node) === family).sort((a, b) => Math.abs(a[1] - middle) - Math.abs(b[1] - middle) || a[1] - b[1])[0];
  return (nearest("person") || nearest("organisation") || [null])[0];
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
  const may = (node) => dtz.mayPass(node) && !(skipHubs && dtz.isHub(node));
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
  dtz.state.way = { from, to, skipHubs, path: found ? found.path : [from, to], lines: found ? found.lines : [] };
  Object.assign(dtz.state, { chosen: null, mark: null, steps: 0, open: null });
  dtz.closeResults();
  dtz.byId("query").value = "";
  return dtz.need([], dtz.state.way.lines.map(dtz.mainAt), () => {
    dtz.put(dtz.byId("answer"), dtz.wayTold(found));
    dtz.byId("answer").scrollTop = 0;
    dtz.refresh();
    dtz.writeAddress();
    dtz.goTo("chosen");
  });
};

/* The line that says most of a tie. */
dtz.mainAt = (line) => (dtz.mainOf(dtz.line.tie[line]) || dtz.linkAt(line)).n;

/* A way from left to right, up and down so that the names have room. */
dtz.wayPlaces = () => new Map(dtz.state.way.path.map((id, n) => [id, { x: 170 * n, y: n % 2 ? 70 : 0 }]));

dtz.wayTold = function (found) {
  const { from, to, skipHubs } = dtz.state.way;
  const [start, end] = [from, to].map((id) => dtz.node.get(id));
  const back = dtz.el("button", { type: "button", class: "back quiet", "data-go": from }, `← ${start.name}`);
  const title = dtz.el("h2", { id: "chosen", tabindex: "-1" }, dtz.word("way.title", { from: start.name, to: end.name }));
  const box = dtz.el("label", { class: "check" }, dtz.el("input", { type: "checkbox", id: "skip-hubs", checked: skipHubs }), ` ${dtz.word("way.skip", { n: (dtz.isHub(start), dtz.hubFrom) })}`);
  box.firstChild.addEventListener("change", (event) => dtz.showWay(from, to, event.target.checked));
  if (!found) return dtz.el("div", {}, back, title, dtz.el("p", { class: "told missing" }, dtz.el("span", {}, dtz.word("way.none"))), box);
  const steps = dtz.waySteps(found);
  const through = dtz.through(found.path);
  const between = dtz.join(found.path.slice(1, -1).map((id) => dtz.link(dtz.node.get(id))));
  const told = [...dtz.fill("way.steps", { n: found.lines.length, names: between }), ...(through ? [" ", ...dtz.fill("way.through", { name: dtz.link(through) })] : [])];
  return dtz.el("div", {}, back, title, dtz.el("p", { class: "sentences" }, told), dtz.el("ol", { class: "way" }, steps), box);
};

dtz.waySteps = (way) => way.lines.map((line, n) => dtz.el("li", {}, dtz.wayStep(way.path[n], way.path[n + 1], line)));

/* One step in words, as that of the relationship that it belongs to: role, dates, source. */
dtz.wayStep = function (one, other, line) {
  const link = dtz.linkAt(line);
  const main = dtz.linkAt(dtz.mainAt(line));
  const label = link.source === one ? link.words.out : link.words.back;
  const where = main.n !== link.n ? dtz.node.get(main.target).name : "";
  const more = [where && `${dtz.roleOf(main)} ${dtz.word("of")} ${where}`, !where && main.role, dtz.period(main.since, main.until), main.state === "now" ? "" : dtz.word(`state.${main.state}`)].filter(Boolean).join(" · ");
  return [dtz.el("p", {}, dtz.link(dtz.node.get(one)), ` – ${label} – `, dtz.link(dtz.node.get(other))), more ? dtz.el("p", { class: "about" }, more) : null, dtz.cite(main.cites)].filter(Boolean);
};
