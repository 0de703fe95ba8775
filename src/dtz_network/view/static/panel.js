/* The answer beside the picture: sentences first, then seats, ties and facts, each with its source. */
dtz.cite = function (cites) {
  if (!cites || !cites.length) return null;
  const bySource = new Map();
  for (const cite of cites) {
    const number = cite.source || 0;
    if (!bySource.has(number)) bySource.set(number, new Set());
    if (cite.place) bySource.get(number).add(cite.place);
  }
  const told = [...bySource].map(([number, places]) => [dtz.view.sources[number].name, ...dtz.places([...places])].join(", "));
  return dtz.el("p", { class: "cite" }, `${dtz.word("source")}: ${told.join("; ")}`);
};

/* "regel 33, regel 35" is shorter as "regel 33, 35". */
dtz.places = function (places) {
  const first = places.length ? places[0].split(" ")[0] : "";
  return places.map((place, n) => (n && first && place.startsWith(`${first} `) ? place.slice(first.length + 1) : place));
};

dtz.icon = function (kind, size) {
  const shape = dtz.svg("svg", { viewBox: "-12 -12 24 24", width: size, height: size, "aria-hidden": "true", class: "icon" });
  const dark = document.documentElement.dataset.theme === "dark";
  const paint = { fill: kind.fill, stroke: dark ? kind.dark : kind.light, "stroke-width": 1.8, "stroke-linejoin": "round" };
  shape.append(dtz.svgShape(kind.shape, 0, 0, 8, paint));
  return shape;
};

/* A shape of a size at a place, as picture.shapes.element. */
dtz.svgShape = function (shape, x, y, r, paint) {
  if (shape === "dot") return dtz.svg("circle", { cx: x, cy: y, r: r * 0.92, ...paint });
  if (shape === "ellipse") return dtz.svg("ellipse", { cx: x, cy: y, rx: r * 1.35, ry: r * 0.85, ...paint });
  if (shape === "box") return dtz.svg("rect", { x: x - r * 1.3, y: y - r * 0.85, width: r * 2.6, height: r * 1.7, rx: r * 0.4, ...paint });
  return dtz.svg("polygon", { points: dtz.outline(shape, r).map(([dx, dy]) => `${(x + dx).toFixed(1)},${(y + dy).toFixed(1)}`).join(" "), ...paint });
};

/* Corners of a shape of a size round 0, 0 (null for round ones). */
dtz.outline = function (shape, r) {
  const ring = (n, turn, radius) => Array.from({ length: n }, (_, k) => {
    const reach = typeof radius === "function" ? radius(k) : radius;
    return [reach * Math.cos(turn + (2 * Math.PI * k) / n), reach * Math.sin(turn + (2 * Math.PI * k) / n)];
  });
  const up = -Math.PI / 2;
  return { square: () => ring(4, Math.PI / 4, r * 1.25), diamond: () => ring(4, up, r * 1.3), triangle: () => ring(3, up, r * 1.35),
    triangleDown: () => ring(3, -up, r * 1.35), hexagon: () => ring(6, 0, r * 1.15),
    star: () => ring(10, up, (k) => (k % 2 ? r * 0.62 : r * 1.4)) }[shape]?.() || ring(16, 0, r);
};

/* Show the answer as soon as its details are at hand; `then` goes on after that. */
dtz.showAnswer = function (node, then) {
  const party = dtz.family(node) === "organisation" || dtz.family(node) === "person";
  const lines = dtz.linesAround(node);
  if (party) for (const line of dtz.holderLines(node)) lines.add(dtz.mainAt(line));
  return dtz.need([node.n], lines, () => {
    if (dtz.state.chosen === node.id) dtz.putAnswer(node);
    if (then) then();
  });
};

/* The lines that the sentences on who knows a party need. */
dtz.holderLines = function (node) {
  if (dtz.view.holders === "withheld" || dtz.view.ours.includes(node.id)) return [];
  const known = dtz.holdersOf(node);
  return known.length ? known.map((tie) => tie.link.n) : dtz.wayIn(node)?.lines || [];
};

dtz.putAnswer = function (node) {
  const kind = dtz.kinds.get(node.type);
  const place = dtz.byId("answer");
  const also = (node.also || []).length ? dtz.el("p", { class: "also" }, dtz.word("also", { names: node.also.join(", ") })) : null;
  dtz.put(place,
    dtz.el("button", { type: "button", class: "back quiet", id: "back" }, `← ${dtz.word("return")}`),
    dtz.el("p", { class: "noun" }, dtz.icon(kind, 20), dtz.capital(node.noun), dtz.life[node.n] ? dtz.el("span", { class: "badge" }, dtz.word(`life.${dtz.lifeOf(node)}`)) : null),
    dtz.el("h2", { id: "chosen", tabindex: "-1" }, node.name), also,
    dtz.el("div", { class: "sentences", id: "sentences" }, dtz.answer(node).map(dtz.paragraph)),
    dtz.isOther(node) ? null : dtz.el("p", { class: "next" }, dtz.el("button", { type: "button", class: "quiet", "data-way": node.id }, dtz.word(dtz.family(node) === "person" ? "way.person" : "way"))),
    dtz.bench(node), dtz.connected(node), dtz.said(node), ...dtz.tieSections(node), dtz.parts(node), dtz.facts(node), dtz.missing(node));
  place.scrollTop = 0;
};

dtz.paragraph = (told) => dtz.el("div", { class: `told ${told.tone}` }, dtz.el("p", {}, told.parts), dtz.cite(told.cites), told.more);

dtz.section = function (title, count, ...content) {
  const heading = dtz.el(dtz.state.chosen ? "h3" : "h2", { class: "part" }, dtz.capital(title), count ? dtz.el("span", { class: "n" }, dtz.number(count)) : null);
  return dtz.el("section", {}, heading, content);
};

/* Seats of a body, side by side. */
dtz.bench = function (node) {
  const seats = dtz.seatsOn(node);
  if (!seats.length) return null;
  const sides = dtz.bySide(seats).map(([side, found]) => dtz.el("div", { class: "side" },
    dtz.el("h4", {}, dtz.capital(side || dtz.word("side.none")), dtz.el("span", { class: "n" }, dtz.number(found.length)),
      dtz.el("span", { class: "pips", "aria-hidden": "true" }, found.map((seat) => dtz.el("i", { class: seat.state })))),
    dtz.el("ol", {}, found.map(dtz.seat))));
  return dtz.section(dtz.word("seats"), seats.length, sides);
};

dtz.seat = function (seat) {
  const holders = (seat.holders || []).filter((id) => dtz.node.has(id)).map((id) => dtz.link(dtz.node.get(id)));
  const parties = (seat.parties || []).filter((id) => dtz.node.has(id)).map((id) => dtz.link(dtz.node.get(id)));
  const who = holders.length ? dtz.join(holders) : [dtz.el("em", {}, seat.state === "filled" ? dtz.word("seat.withheld") : seat.word)];
  const title = !holders.length && seat.name ? ` – ${seat.name}` : "";
  const more = [seat.role, seat.term ? dtz.word("seat.term", { term: seat.term }) : "", seat.perhaps ? dtz.word("state.possibly") : ""].filter(Boolean).join(" · ");
  return dtz.el("li", { class: seat.state }, dtz.el("p", {}, who, title, parties.length ? [` ${dtz.word("for")} `, ...dtz.join(parties)] : "", more ? ` · ${more}` : "",
    dtz.isOver(seat) ? [" ", dtz.el("span", { class: "badge" }, dtz.word("seat.over"))] : ""), dtz.cite(seat.cites));
};

dtz.tieSections = function (node) {
  const seated = new Set(dtz.seatsOn(node).flatMap((seat) => seat.holders || []));
  const groups = new Map();
  for (const tie of dtz.tiesNow(node.id)) {
    if (tie.link.kind === "Membership" && !tie.out && seated.has(tie.other.id)) continue;
    if (!groups.has(tie.label)) groups.set(tie.label, []);
    groups.get(tie.label).push(tie);
  }
  const order = { now: 0, possibly: 1, later: 2, past: 3 };
  return [...groups].map(([label, ties]) => {
    ties.sort((a, b) => order[a.state] - order[b.state] || a.other.name.localeCompare(b.other.name, dtz.language));
    return dtz.section(label, ties.filter(dtz.holds).length, dtz.longList(ties.map((tie) => dtz.tieRow(node, tie))));
  });
};

/* The first rows, the rest on demand; of very many each row is made (`make`) when it is shown, after what it needs is at hand (`have`). */
dtz.longList = function (rows, limit = 12, make = (row) => row, have = (some, then) => then()) {
  const list = dtz.el("ul", { class: "ties" }, rows.slice(0, limit).map(make));
  if (rows.length <= limit) return list;
  const more = dtz.el("button", { type: "button", class: "quiet", "data-rest": rows.length - limit }, dtz.word("show.more", { n: rows.length - limit }));
  more.addEventListener("click", () => have(rows.slice(limit), () => {
    const rest = rows.slice(limit).map(make);
    list.append(...rest);
    more.remove();
    rest[0].querySelector("button").focus();
  }));
  return [list, more];
};

dtz.tieRow = function (node, tie) {
  const { link, main, other } = tie;
  const whole = main.n === link.n ? link : main;
  const about = [];
  if (whole !== link) {
    const end = [whole.source, whole.target].map((id) => dtz.node.get(id)).find((found) => found !== other);
    about.push([dtz.roleOf(whole), " ", dtz.word("of"), " ", dtz.link(end)]);
  } else if (link.role || link.deputy) {
    about.push([link.kind === "Membership" ? dtz.roleOf(link) : link.role]);
  }
  const behalf = whole.kind === "Membership" ? dtz.beside(whole.tie, "Membership.on_behalf_of").filter((found) => found !== node) : [];
  if (behalf.length) about.push([`${dtz.word("for")} `, ...dtz.join(behalf.map(dtz.link))]);
  if (whole.seat) about.push([dtz.word("seat.number", { number: whole.seat })]);
  if (whole.side) about.push([dtz.word("side", { side: whole.side })]);
  for (const fact of whole.facts || []) about.push([`${fact.label}: `, fact.ref ? dtz.link(dtz.node.get(fact.ref)) : fact.value]);
  const when = dtz.period(whole.since, whole.until);
  if (when) about.push([when]);
  if (tie.state !== "now") about.push([dtz.el("span", { class: "badge" }, dtz.word(`state.${tie.state}`))]);
  const said = about.flatMap((part, n) => (n ? [" · ", ...part] : part));
  return dtz.el("li", { class: tie.state }, dtz.icon(dtz.kinds.get(other.type), 16),
    dtz.el("div", {}, dtz.el("p", {}, dtz.link(other)), said.length ? dtz.el("p", { class: "about" }, said) : null, dtz.cite(whole.cites)));
};

dtz.factRow = function (fact) {
  let value = fact.value;
  if (fact.ref && dtz.node.has(fact.ref)) value = dtz.link(dtz.node.get(fact.ref));
  else if (fact.link) value = dtz.el("a", { href: fact.link, rel: "noopener noreferrer", target: "_blank" }, fact.value);
  const when = dtz.period(fact.since, fact.until);
  return [dtz.el("dt", {}, fact.label), dtz.el("dd", {}, value, when ? ` (${when})` : "", dtz.cite(fact.cites))];
};

dtz.facts = function (node) {
  const facts = dtz.detail("nodes", node.n).facts || [];
  return facts.length ? dtz.section(dtz.word("facts"), 0, dtz.el("dl", {}, facts.flatMap(dtz.factRow))) : null;
};

dtz.parts = function (node) {
  const parts = dtz.detail("nodes", node.n).parts || [];
  if (!parts.length) return null;
  const rows = parts.map((part) => dtz.el("details", {},
    dtz.el("summary", {}, part.name, dtz.el("span", { class: "about" }, ` ${part.kind}`)),
    dtz.el("dl", {}, (part.facts || []).flatMap(dtz.factRow)), (part.facts || []).length ? null : dtz.cite(part.cites)));
  return dtz.section(dtz.word("parts"), parts.length, rows);
};

/* What no source says of an organisation, and what would help most. */
dtz.missing = function (node) {
  if (dtz.family(node) !== "organisation") return null;
  const kinds = new Set(dtz.tiesOf(node.id).filter((tie) => tie.out).map((tie) => tie.link.kind));
  const absent = [["Location", "missing.place"], ["Activity", "missing.theme"]].filter(([kind]) => !kinds.has(kind));
  if (!absent.length) return null;
  return dtz.section(dtz.word("missing"), 0, dtz.el("p", { class: "about" }, dtz.word("missing.told", { list: dtz.join(absent.map(([, key]) => dtz.word(key))).join("") })));
};

/* Who of each family has most ties, so many of each, of equals by name. */
dtz.busiest = function (limits) {
  const families = dtz.families();
  const found = Object.fromEntries(Object.keys(limits).map((family) => [family, []]));
  for (const node of dtz.nodes) {
    const family = families[dtz.kindOf[node.n]];
    if (found[family] && dtz.degree(node) && dtz.isThere(node)) dtz.keep(found[family], limits[family], dtz.turn(node.n));
  }
  return Object.values(found).flat().map(dtz.ofTurn);
};

/* Before anything is asked: what there is, and where one can begin. */
dtz.showStart = function () {
  const place = dtz.byId("answer");
  const sum = (family) => dtz.view.kinds.filter((kind) => kind.family === family).reduce((n, kind) => n + dtz.alive.get(kind.key), 0);
  const told = [["organisation", "start.organisations"], ["person", "start.people"], ["initiative", "start.initiatives"], ["body", "start.bodies"]]
    .map(([family, key]) => [sum(family), key]).filter(([n]) => n).map(([n, key]) => dtz.word(key, { n }));
  const begin = dtz.busiest({ body: 4, initiative: 3, organisation: 4 });
  const rows = begin.map((node) => dtz.el("li", {}, dtz.icon(dtz.kinds.get(node.type), 16), dtz.el("div", {}, dtz.el("p", {}, dtz.link(node)), dtz.fold(node.noun) === dtz.fold(node.name) ? null : dtz.el("p", { class: "about" }, node.noun))));
  const sentence = told.length ? dtz.word(dtz.state.date ? "start.then" : "start", { list: dtz.join(told).join(""), date: dtz.date(dtz.state.date || "") })
    : dtz.word(dtz.state.date && dtz.nodes.length ? "start.then.empty" : "start.empty");
  const changes = dtz.changes();
  const further = changes ? dtz.el("p", { class: "next" }, dtz.el("button", { type: "button", class: "quiet", "data-jump": "since-year" }, `${dtz.word("change.title")}?`)) : null;
  const begins = rows.length ? dtz.section(dtz.word("start.begin"), 0, dtz.el("ul", { class: "ties" }, rows)) : null;
  if (begins) begins.className = "begin";
  dtz.put(place, dtz.el("div", { class: "sentences" }, dtz.el("p", {}, sentence), told.length ? dtz.el("p", { class: "hint" }, dtz.word("start.how")) : null, further),
    begins, dtz.groupList(), changes);
};
