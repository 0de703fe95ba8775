/* The answer in sentences: who they are, where they sit and for whom, what they take part in, who knows them. */
dtz.answer = function (node) {
  const tellers = { organisation: dtz.ofOrganisation, person: dtz.ofPerson, body: dtz.ofBody,
    initiative: dtz.ofInitiative, other: dtz.ofThing };
  return [...dtz.notThere(node), ...tellers[dtz.family(node)](node)];
};

/* That it was not there on the day that is looked at, or perhaps. */
dtz.notThere = function (node) {
  if (!dtz.state.date || !dtz.life[node.n]) return [];
  const key = dtz.family(node) === "person" ? "then.person" : "then";
  return [dtz.sentence(`${key}.${dtz.lifeOf(node)}`, { name: dtz.el("strong", {}, node.name), date: dtz.date(dtz.state.date) }, dtz.citesOf(node), "missing")];
};

dtz.sentence = (key, values, cites, tone) => ({ parts: dtz.fill(key, values), cites: cites || [], tone: tone || "" });
dtz.link = (node) => dtz.el("button", { type: "button", class: "name", "data-go": node.id }, node.name);

dtz.who = function (node) {
  const places = dtz.tiesOf(node.id).filter((tie) => tie.link.kind === "Location" && tie.out && dtz.holds(tie));
  const name = dtz.el("strong", {}, node.name);
  if (!places.length) return dtz.sentence("who", { name, what: dtz.whatOf(node) }, dtz.citesOf(node));
  const where = dtz.join(places.map((tie) => dtz.link(tie.other)));
  return dtz.sentence("who.in", { name, what: dtz.whatOf(node), place: where }, [
    ...(dtz.citesOf(node) || []), ...places.flatMap((tie) => tie.link.cites || [])]);
};

dtz.holds = (tie) => tie.state === "now" || tie.state === "possibly";
dtz.verb = (link) => dtz.word(`verb.${link.state || "now"}`);

dtz.roleOf = function (link) {
  const role = link.role || dtz.word("role.member");
  return link.deputy ? dtz.word("role.deputy", { role }) : role;
};

/* The role in a sentence: "lid", "a member". */
dtz.roleTold = (link) => (link.deputy || (link.role && link.code !== "member") ? dtz.roleOf(link) : dtz.word("role.member.told"));

/* "Herman Gijlers is lid van Program Board namens Remondis, op een zetel van de geleding ondernemers." */
dtz.seated = function (main, about) {
  const behalf = dtz.beside(main.tie, "Membership.on_behalf_of");
  const show = (node) => (node.id === about ? dtz.el("strong", {}, node.name) : dtz.link(node));
  const values = { person: show(dtz.node.get(main.source)), body: show(dtz.node.get(main.target)), is: dtz.verb(main),
    role: dtz.roleTold(main), side: main.side, "for": dtz.join(behalf.map(show)) };
  const key = `seat${behalf.length ? ".for" : ""}${main.side ? ".side" : ""}`;
  const told = dtz.sentence(key, values, main.cites);
  const when = dtz.period(main.since, main.until);
  told.parts = dtz.stops([...told.parts, when ? ` (${when}).` : "."]);
  return told;
};

dtz.seats = function (node) {
  const mains = [...new Set(dtz.linesOf(node.id).map((link) => dtz.mainOf(link.tie)))]
    .filter((main) => main && main.kind === "Membership" && main.target !== node.id);
  const order = { now: 0, possibly: 1, later: 2, past: 3 };
  mains.sort((a, b) => order[a.state || "now"] - order[b.state || "now"]);
  return dtz.atMost(mains.map((main) => dtz.seated(main, node.id)), 5);
};

dtz.atMost = function (sentences, limit) {
  if (sentences.length <= limit) return sentences;
  return [...sentences.slice(0, limit - 1), dtz.sentence("more", { n: sentences.length - limit + 1 })];
};

dtz.bodies = () => (dtz.seated_ ||= dtz.nodes.filter((body) => body.seats));

/* Seats that stand for an organisation and that nobody is shown on. */
dtz.emptySeats = function (node) {
  return dtz.bodies().flatMap((body) => dtz.seatsOn(body)
    .filter((seat) => !(seat.holders || []).length && (seat.parties || []).includes(node.id))
    .map((seat) => dtz.sentence("seat.empty", { name: dtz.el("strong", {}, node.name), body: dtz.link(body), word: seat.word }, seat.cites)));
};

dtz.takesPart = function (node) {
  const every = dtz.tiesNow(node.id).filter((tie) => tie.link.kind === "Participation" && tie.out);
  const name = dtz.el("strong", {}, node.name);
  if (!every.length) return dtz.family(node) === "organisation" ? [dtz.sentence("part.none", { name }, [], "soft")] : [];
  return ["now", "possibly", "later", "past"].flatMap((state) => dtz.partIn(name.cloneNode(true), state, every.filter((tie) => tie.state === state)));
};

dtz.partIn = function (name, state, found) {
  if (!found.length) return [];
  const named = found.slice(0, 8).map((tie) => {
    const role = tie.link.role && tie.link.code !== "partner" ? ` (${tie.link.role})` : "";
    return dtz.el("span", {}, dtz.link(tie.other), role);
  });
  if (found.length > 8) named.push(dtz.word("others", { n: found.length - 8 }));
  return [dtz.sentence(`part.${state}`, { name, list: dtz.join(named) }, found.slice(0, 8).flatMap((tie) => tie.link.cites || []))];
};

/* Who of us knows them; else the shortest way to somebody of whom that is known. */
dtz.holder = function (node) {
  if (dtz.view.holders === "withheld") return [dtz.sentence("holder.withheld", {}, [], "soft")];
  if (dtz.view.ours.includes(node.id)) return [];
  const known = dtz.holdersOf(node);
  const barred = [node, ...dtz.peopleOf(node)].filter((one) => dtz.view.barred.includes(one.id));
  const told = barred.length ? [dtz.sentence("holder.barred", { names: dtz.join(barred.map(dtz.link)) }, [], "missing")] : [];
  if (known.length) return [...told, ...known.slice(0, 3).map((tie) => dtz.heldBy(tie, node))];
  const way = dtz.wayIn(node);
  return [...told, dtz.sentence("holder.none", {}, [], "missing"), ...(way ? [dtz.wayFromUs(way)] : dtz.view.ours.length ? [dtz.sentence("holder.no-way", {}, [], "soft")] : [])];
};

dtz.heldBy = function (tie, node) {
  const [last] = tie.link.facts || [];
  const values = { holder: dtz.link(tie.other), contact: dtz.link(tie.contact), label: last && last.label, last: last && last.value };
  return dtz.sentence(`holder${tie.contact === node ? "" : ".person"}${last ? ".last" : ""}`, values, tie.link.cites, "held");
};

/* "Via Anna: Jelmer was bij Gesprek 2 ...": from one of us to the party, with whom to ask first. */
dtz.wayFromUs = function (way) {
  const through = dtz.through(way.path);
  const told = dtz.sentence(through ? "holder.through" : "holder.direct", { name: through && dtz.link(through), from: dtz.link(dtz.node.get(way.path[0])) });
  return { ...told, more: dtz.el("ol", { class: "way" }, dtz.waySteps(way)) };
};

dtz.ofOrganisation = (node) => [dtz.who(node), ...dtz.seats(node), ...dtz.emptySeats(node), ...dtz.takesPart(node), ...dtz.holder(node)];

dtz.ofPerson = function (node) {
  const work = dtz.tiesOf(node.id).filter((tie) => tie.link.kind === "Employment" && tie.out).map((tie) => {
    const told = dtz.sentence(tie.link.role ? "works.as" : "works", { name: dtz.el("strong", {}, node.name), verb: dtz.word(`work.${tie.state}`),
      organisation: dtz.link(tie.other), role: tie.link.role }, tie.link.cites);
    const when = dtz.period(tie.link.since, tie.link.until);
    told.parts = dtz.stops([...told.parts, when ? ` (${when}).` : "."]);
    return told;
  });
  const found = [...dtz.seats(node), ...work, ...dtz.takesPart(node)];
  const none = dtz.sentence("person.none", { name: dtz.el("strong", {}, node.name) }, dtz.citesOf(node));
  return [...(found.length ? found : [none]), ...dtz.holder(node)];
};

dtz.ofBody = function (node) {
  const seats = dtz.seatsOn(node);
  const members = dtz.tiesOf(node.id).filter((tie) => tie.link.kind === "Membership" && dtz.holds(tie));
  const same = dtz.fold(node.noun) === dtz.fold(node.name);
  const name = dtz.el("strong", {}, node.name);
  const told = [];
  if (seats.length) {
    const sides = dtz.bySide(seats).filter(([side]) => side).map(([side, found]) => `${dtz.number(found.length)} ${side}`);
    const key = `body.seats${same ? ".same" : ""}${sides.length ? ".sides" : ""}`;
    told.push(dtz.sentence(key, { name, what: dtz.whatOf(node), n: seats.length, sides: dtz.join(sides) }, dtz.citesOf(node)));
  } else {
    told.push(dtz.sentence(same ? "body.members.same" : "body.members", { name, what: dtz.whatOf(node), n: members.length }, dtz.citesOf(node)));
  }
  for (const tie of members.filter((found) => found.link.code === "chair")) {
    const behalf = dtz.beside(tie.link.tie, "Membership.on_behalf_of").map(dtz.link);
    told.push(dtz.sentence(behalf.length ? "chair.for" : "chair", { person: dtz.link(tie.other), "for": dtz.join(behalf) }, tie.link.cites));
  }
  const over = seats.filter((seat) => dtz.isOver(seat) && seat.state === "filled").length;
  if (over) told.push(dtz.sentence("body.over", { n: over }, [], "missing"));
  for (const state of ["vacant", "unknown", "then", "withheld", "untold"]) {
    const n = seats.filter((seat) => seat.state === state).length;
    if (n) told.push(dtz.sentence(`body.${state}`, { n }, [], state === "withheld" || state === "untold" ? "" : "missing"));
  }
  return told;
};

dtz.bySide = function (seats) {
  const sides = new Map();
  for (const seat of seats) sides.set(seat.side || "", [...(sides.get(seat.side || "") || []), seat]);
  return [...sides];
};

dtz.ofInitiative = function (node) {
  const parts = dtz.tiesOf(node.id).filter((tie) => tie.link.kind === "Participation" && !tie.out && dtz.holds(tie));
  const leads = parts.filter((tie) => tie.link.code === "lead");
  const others = parts.filter((tie) => tie.link.code !== "lead");
  const told = [dtz.who(node)];
  if (leads.length) told.push(dtz.sentence("lead", { n: leads.length, list: dtz.join(leads.map((tie) => dtz.link(tie.other))) }, leads.flatMap((tie) => tie.link.cites || [])));
  if (others.length) {
    const named = others.slice(0, 10).map((tie) => dtz.link(tie.other));
    if (others.length > 10) named.push(dtz.word("others", { n: others.length - 10 }));
    told.push(dtz.sentence("partners", { n: others.length, list: dtz.join(named) }, others.slice(0, 10).flatMap((tie) => tie.link.cites || [])));
  }
  if (!parts.length) told.push(dtz.sentence("partners.none", {}, [], "missing"));
  return told;
};

dtz.ofThing = (node) => [dtz.who(node)];
