/* Groups that open: of very many nodes the groups are drawn as bubbles, with what ties them; one opens by a click,
   from the list of groups, or from the address. */
dtz.isOverview = () => dtz.state.open === null && !dtz.state.steps && !dtz.state.way && !dtz.state.mark && !dtz.state.map && dtz.state.shown.size > dtz.LIMIT;

/* What each group has of what is shown: number, middle, reach; by the place of the group. */
dtz.bubbles = function (shown) {
  const found = new Map();
  for (const node of dtz.nodes) {
    if (node.home < 0 || !shown.has(node.id)) continue;
    let bubble = found.get(node.home);
    if (!bubble) found.set(node.home, bubble = { n: 0, x: 0, y: 0, far: 0 });
    bubble.n += 1;
    bubble.x += node.x;
    bubble.y += node.y;
    bubble.far += node.x * node.x + node.y * node.y;
  }
  for (const bubble of found.values()) {
    bubble.x /= bubble.n;
    bubble.y /= bubble.n;
    bubble.r = 40 + 1.25 * Math.sqrt(Math.max(0, bubble.far / bubble.n - bubble.x * bubble.x - bubble.y * bubble.y));
  }
  return found;
};

/* How many ties run between the groups that are shown. */
dtz.between = function (shown) {
  const { from, to } = dtz.line;
  const homes = dtz.homeOf.map((home, n) => ((dtz.state.as ? dtz.passes(dtz.nodes[n]) : shown.has(dtz.nodes[n].id)) ? home : -1));
  const found = new Map();
  for (let n = 0; n < from.length; n += 1) {
    const [a, b] = [homes[from[n]], homes[to[n]]];
    if (a === b || a < 0 || b < 0 || !dtz.mayTie(n)) continue;
    const key = a < b ? a * 100000 + b : b * 100000 + a;
    found.set(key, (found.get(key) || 0) + 1);
  }
  return found;
};

/* So many lines between groups are drawn, the strongest. */
dtz.STRONGEST = 500;

dtz.drawOverview = function () {
  const bubbles = dtz.bubbles(dtz.state.shown);
  const every = [...dtz.between(dtz.state.shown)].filter(([key]) => bubbles.has(Math.floor(key / 100000)) && bubbles.has(key % 100000)).sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const between = every.slice(0, Math.min(4 * bubbles.size, dtz.STRONGEST));
  dtz.unlinked = every.length - between.length;
  const most = between.length ? between[0][1] : 1;
  dtz.bubble = new Map([...bubbles].sort((a, b) => b[1].n - a[1].n || a[0] - b[0]));
  dtz.place = new Map([...bubbles].map(([home, { x, y }]) => [`group:${home}`, { x, y }]));
  dtz.lit = null;
  dtz.markedLines = [];
  dtz.visible = [];
  const strength = (n) => Math.ceil((6 * n) / most) / 6;
  dtz.onCanvas(between.map(([key, n]) => ({ id: `between:${key}`, from: `group:${Math.floor(key / 100000)}`, to: `group:${key % 100000}`, bend: 0,
    width: 1 + 5 * strength(n), dashes: false, colour: dtz.paint.line, opacity: 0.25 + 0.5 * strength(n) })));
};

/* Below the legend: what a line between groups stands for, and that only the strongest are drawn. */
dtz.tellBetween = function () {
  if (!dtz.bubble.size || !dtz.edges.length) return "";
  return dtz.word(dtz.unlinked ? "overview.most" : "overview.lines", { n: dtz.edges.length, all: dtz.edges.length + dtz.unlinked });
};

/* Who is shown with an open group and stands elsewhere comes round it, each on its own side, so that all stays near. */
dtz.guestPlaces = function (drawn) {
  const nodes = [...drawn.keys()].map((id) => dtz.node.get(id));
  const own = nodes.filter((node) => node.home === dtz.state.open);
  const guests = nodes.filter((node) => node.home !== dtz.state.open);
  if (!own.length || !guests.length) return null;
  const middle = ["x", "y"].map((axis) => own.reduce((sum, node) => sum + node[axis], 0) / own.length);
  const turn = (node) => Math.atan2(node.y - middle[1], node.x - middle[0]);
  const far = Math.max(110 + Math.max(...own.map((node) => Math.hypot(node.x - middle[0], node.y - middle[1]))), (guests.length * 60) / (2 * Math.PI));
  const places = new Map(own.map((node) => [node.id, node]));
  let last = -Infinity;
  for (const node of guests.sort((a, b) => turn(a) - turn(b) || a.n - b.n)) {
    last = Math.max(turn(node), last + 60 / far);
    places.set(node.id, { x: middle[0] + far * Math.cos(last), y: middle[1] + far * Math.sin(last) });
  }
  return places;
};

/* The bubbles, the large ones first, so that none hides a smaller one. */
dtz.drawBubbles = function (ctx) {
  const scale = dtz.net.getScale();
  for (const [home, { x, y, r }] of dtz.bubble) {
    const pointed = dtz.hovered === `group:${home}`;
    ctx.beginPath();
    ctx.arc(x, y, r, 0, 2 * Math.PI);
    ctx.fillStyle = dtz.paint.area;
    ctx.fill();
    ctx.lineWidth = (pointed ? 3 : 1.4) / scale;
    ctx.strokeStyle = pointed ? dtz.paint.accent : dtz.paint.areaLine;
    ctx.stroke();
  }
};

/* So many square pixels of the picture for each name that lies over other bubbles. */
dtz.ROOM = 45000;

/* Names of the bubbles at screen size, the pointed at and then the largest first: within the bubble where it fits, else
   beside it where nothing is covered; of the largest some over others, the rest when one comes nearer. */
dtz.drawBubbleNames = function (labels, scale, screen) {
  if (!dtz.bubble.size) return;
  const pointed = dtz.hovered ? Number(dtz.hovered.slice(6)) : -1;
  for (const { x, y, r } of dtz.bubble.values()) {
    const at = screen(x, y);
    labels.block([at.x - 0.8 * r * scale, at.y - 0.8 * r * scale, at.x + 0.8 * r * scale, at.y + 0.8 * r * scale], 1);
  }
  let over = Math.max(4, Math.floor((labels.size[0] * labels.size[1]) / dtz.ROOM));
  for (const home of [...(dtz.bubble.has(pointed) ? [pointed] : []), ...dtz.bubble.keys()]) {
    const { x, y, r, n } = dtz.bubble.get(home);
    if (dtz.drawBubbleName(labels, screen(x, y), r * scale, [dtz.wrap(dtz.view.groups[home].label, 3), dtz.number(n)], home === pointed, over > 0)) over -= 1;
  }
};

/* Draw one name where there is room; return whether it lies over others. */
dtz.drawBubbleName = function (labels, at, reach, [name, n], must, mayCover) {
  const paint = { font: `600 12.5px ${dtz.paint.font}`, leading: 15, halo: dtz.paint.ground, ink: dtz.paint.ink };
  const lines = [...name, n];
  const middle = (high) => ({ x: at.x, y: at.y - high * 7.5 });
  if (must) return !labels.draw(dtz.names, lines, middle(lines.length), 0, { ...paint, plate: true }, { must: true });
  if (dtz.wide(dtz.names, paint.font, lines) < 1.8 * reach && lines.length * 15 < 1.5 * reach) {
    labels.draw(dtz.names, lines, middle(lines.length), 0, { ...paint, halo: dtz.paint.area }, { over: true, spots: dtz.under });
    return false;
  }
  if (labels.draw(dtz.names, lines, at, reach + 3, paint)) return false;
  return mayCover && labels.draw(dtz.names, name, at, reach + 2, { ...paint, plate: true }, { over: true, spots: dtz.underOver, apart: 30 });
};

/* Show one group alone (its place), or none. */
dtz.open = function (home) {
  dtz.state.open = home;
  dtz.state.steps = 0;
  dtz.state.mark = null;
  if (home !== null) dtz.state.chosen = null;
  dtz.byId("query").value = "";
  if (home === null) dtz.showStart();
  else dtz.showGroup(home);
  dtz.refresh();
  dtz.writeAddress();
  if (home !== null) dtz.goTo("chosen");
};

dtz.membersOf = (home) => dtz.nodes.filter((node) => node.home === home && dtz.may(node));

/* A group in words: what it is, how many of which kind, with which other groups it has ties. */
dtz.showGroup = function (home) {
  const group = dtz.view.groups[home];
  const members = dtz.membersOf(home);
  const counted = dtz.view.kinds.map((kind) => [members.filter((node) => node.type === kind.key).length, kind]).filter(([n]) => n);
  const what = group.declared ? "group.declared" : group.near ? "group.near" : "group.computed";
  const list = dtz.join(counted.map(([n, kind]) => `${dtz.number(n)} ${n === 1 ? kind.label : kind.plural}`)).join("");
  const rows = members.sort((a, b) => dtz.degree(b) - dtz.degree(a) || dtz.byName(a, b))
    .map((node) => dtz.el("li", {}, dtz.icon(dtz.kinds.get(node.type), 16), dtz.el("div", {}, dtz.el("p", {}, dtz.link(node)))));
  dtz.put(dtz.byId("answer"),
    dtz.el("button", { type: "button", class: "back quiet", "data-open": "" }, `← ${dtz.word("group.back")}`),
    dtz.el("h2", { id: "chosen", tabindex: "-1" }, group.label),
    dtz.el("div", { class: "sentences" }, dtz.el("p", {}, dtz.word(what)), dtz.el("p", {}, list ? dtz.word("group.holds", { list }) : dtz.word("nothing"))),
    rows.length ? dtz.section(dtz.word("group.members"), rows.length, dtz.longList(rows, 25)) : null);
  dtz.byId("answer").scrollTop = 0;
};

/* The groups as a list, each a button. */
dtz.groupList = function () {
  const many = new Uint32Array(dtz.view.groups.length);
  for (const node of dtz.nodes) if (node.home >= 0 && dtz.isThere(node)) many[node.home] += 1;
  const counts = [...many].map((n, home) => [home, n]).filter(([, n]) => n);
  if (!counts.length) return null;
  const row = ([home, n]) => dtz.el("li", {}, dtz.el("div", {},
    dtz.el("button", { type: "button", class: "name", "data-open": home }, dtz.view.groups[home].label), dtz.el("span", { class: "n" }, ` ${dtz.number(n)}`)));
  return dtz.section(dtz.word("groups"), counts.length, dtz.longList(counts, 12, row));
};
