/* A day in valid time: what held then, what possibly did, and what changed since. Partial dates are intervals. */
dtz.firstDay = (text) => (dtz.isBound(text) ? "0001-01-01" : text.length === 4 ? `${text}-01-01` : text.length === 7 ? `${text}-01` : text);

dtz.lastDay = function (given) {
  const text = dtz.isBound(given) ? given.slice(2) : given;
  if (text.length === 10) return text;
  const [year, month] = text.length === 4 ? [Number(text), 12] : text.split("-").map(Number);
  return `${text.slice(0, 4)}-${String(month).padStart(2, "0")}-${new Date(Date.UTC(year, month, 0)).getUTCDate()}`;
};

/* The state of a tie on a (partial) date, as model.dates.holds: a place in STATES. */
dtz.stateOn = function (since, until, date) {
  const [first, last] = [dtz.firstDay(date), dtz.lastDay(date)];
  if (since && dtz.firstDay(since) > last) return 3;
  if (until && dtz.lastDay(until) < first) return 2;
  return (!since || dtz.lastDay(since) <= first) && (!until || dtz.firstDay(until) >= last) ? 0 : 1;
};

/* The state of a line on the day that is looked at, as that of its ends allows; without a day as the page was made. */
dtz.stateOf = function (n) {
  if (!dtz.state.date) return dtz.line.state[n];
  const main = dtz.mainLine[dtz.line.tie[n]];
  const own = dtz.datesOn(dtz.line.since[main < 0 ? n : main], dtz.line.until[main < 0 ? n : main]);
  const { from, to } = dtz.line;
  return dtz.spans.has(from[n]) || dtz.spans.has(to[n]) ? dtz.worst([own, dtz.spanState(from[n]), dtz.spanState(to[n])]) : own;
};

/* The state by two dates (numbers of texts) on the day that is looked at; each pair is worked out once for a day. */
dtz.pairs = new Map();
dtz.datesOn = function (since, until) {
  if (!since && !until) return 0;
  const key = since * dtz.texts.length + until;
  if (!dtz.pairs.has(key)) dtz.pairs.set(key, dtz.stateOn(dtz.texts[since], dtz.texts[until], dtz.state.date));
  return dtz.pairs.get(key);
};

/* What is over, or not yet, is so in spite of what still holds; else what is doubtful makes the whole doubtful. */
dtz.worst = (states) => states.find((state) => state > 1) ?? Math.max(...states);

/* Whether something exists itself on the day that is looked at, or on that of the page; what says nothing of it does.
   An initiative whose phase says that it is over may still have run on an earlier day. */
dtz.spanState = function (n) {
  const span = dtz.spans.get(n);
  const day = dtz.state.date || dtz.view.stand;
  if (!span || !day) return 0;
  const state = dtz.stateOn(...span, day);
  if (state > 1 || !dtz.over.has(n)) return state;
  return dtz.lastDay(day) >= dtz.view.stand ? 2 : span[1] ? state : 1;
};

/* How each node stands on that day: as it exists itself; people as the best of their ties. Worked out once for a day. */
dtz.workOutLife = function () {
  const { date } = dtz.state;
  dtz.life = new Uint8Array(dtz.nodes.length);
  for (const n of dtz.spans.keys()) dtz.life[n] = dtz.spanState(n);
  const families = dtz.families();
  const { starts, numbers } = dtz.byNode;
  for (const node of dtz.nodes) {
    if (families[dtz.kindOf[node.n]] !== "person") continue;
    const end = starts[node.n + 1];
    let best = dtz.degree(node) ? 3 : date ? 2 : 0;
    for (let at = starts[node.n]; best && at < end; at += 1) best = Math.min(best, dtz.stateOf(numbers[at]));
    dtz.life[node.n] = best;
  }
  const alive = dtz.view.kinds.map(() => 0);
  for (const node of dtz.nodes) if (dtz.isThere(node)) alive[dtz.kindOf[node.n]] += 1;
  dtz.alive = new Map(dtz.view.kinds.map((kind, n) => [kind.key, alive[n]]));
};

/* Whether a node is there on a chosen day; without one all are. */
dtz.isThere = (node) => !dtz.state.date || dtz.life[node.n] < 2;
dtz.allThere = () => [...dtz.alive.values()].reduce((sum, n) => sum + n, 0);
dtz.lifeOf = (node) => dtz.STATES[dtz.life[node.n]];

/* The seats of a body on the day that is looked at: not those whose term was still to begin, and who held them then. */
dtz.seatsOn = function (node) {
  const { date } = dtz.state;
  const seats = node.seats || [];
  if (!date) return seats;
  if (dtz.seatsThen?.date !== date) dtz.seatsThen = { date, of: new Map() };
  if (!dtz.seatsThen.of.has(node.n)) dtz.seatsThen.of.set(node.n, seats.filter((seat) => dtz.stateOn(seat.since || "", "", date) !== 3).map((seat) => dtz.seatThen(node, seat)));
  return dtz.seatsThen.of.get(node.n);
};

/* Whether the term of a seat was over on that day, or on that of the page. */
dtz.isOver = (seat) => Boolean(seat.until) && dtz.stateOn("", seat.until, dtz.state.date || dtz.view.stand) === 2;

dtz.seatThen = function (node, seat) {
  const sat = dtz.linesOf(node.id).filter((link) => link.kind === "Membership" && link.target === node.id && !link.deputy && dtz.mayTie(link.n)
    && (seat.number ? link.seat === seat.number : (seat.holders || []).includes(link.source)));
  const recent = dtz.lastDay(dtz.state.date) >= dtz.view.stand;
  const state = sat.length ? "filled" : seat.state === "filled" || (!recent && seat.state !== "withheld" && seat.state !== "untold") ? "then" : seat.state;
  const behalf = sat.flatMap((link) => dtz.beside(link.tie, "Membership.on_behalf_of").map((party) => party.id));
  return { ...seat, state, word: state === seat.state ? seat.word : dtz.word(`seat.${state}`), holders: [...new Set(sat.map((link) => link.source))],
    parties: sat.length ? [...new Set(behalf)] : seat.parties, perhaps: sat.length > 0 && sat.every((link) => link.state === "possibly") };
};

/* What does not hold on a chosen day is not drawn; without one, what ended is drawn as ended. */
dtz.mayTie = (n) => !dtz.state.date || dtz.stateOf(n) < 2;

/* The years that the ties speak of. */
dtz.years = () => (dtz.years_ ||= dtz.workOutYears());

dtz.workOutYears = function () {
  const found = new Set();
  const said = new Uint8Array(dtz.texts.length);
  for (const name of ["since", "until"]) dtz.line[name].forEach((number) => { said[number] = 1; });
  for (let number = 1; number < said.length; number += 1) if (said[number]) found.add(Number(dtz.lastDay(dtz.texts[number]).slice(0, 4)));
  for (const span of dtz.spans.values()) for (const date of span) if (date) found.add(Number(date.slice(0, 4)));
  if (dtz.view.stand) found.add(Number(dtz.view.stand.slice(0, 4)));
  const sane = [...found].filter((year) => year > 1900 && year < 2200);
  return sane.length ? [Math.min(...sane), Math.max(...sane)] : null;
};

dtz.openTime = function () {
  const years = dtz.years();
  if (!years || years[0] === years[1]) return;
  const slider = dtz.byId("time");
  slider.min = years[0] * 12;
  slider.max = years[1] * 12 + 11;
  slider.value = slider.max;
  slider.addEventListener("input", () => dtz.setDate(dtz.monthOf(Number(slider.value))));
  dtz.byId("time-off").addEventListener("click", () => { dtz.setDate(""); slider.focus(); });
  dtz.byId("times").hidden = false;
  dtz.sayDate();
};

dtz.monthOf = (number) => `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, "0")}`;

dtz.setDate = function (date) {
  dtz.takeDate(date);
  dtz.sayDate();
  dtz.refresh(false);
  dtz.again();
  dtz.writeAddress();
};

/* Another day: who is there, and what the filters hold, is another matter. */
dtz.takeDate = function (date) {
  dtz.state.date = date;
  dtz.pairs.clear();
  dtz.workOutLife();
  dtz.facets = [];
  if (dtz.filtered.length) dtz.workOutFilters();
  dtz.filtered = dtz.wanted();
};

dtz.sayDate = function () {
  const { date } = dtz.state;
  const slider = dtz.byId("time");
  const told = date ? dtz.date(date) : dtz.word("time.all");
  dtz.byId("time-told").textContent = told;
  slider.setAttribute("aria-valuetext", told);
  if (date) slider.value = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
  dtz.byId("time-off").hidden = !date;
  dtz.byId("times").classList.toggle("set", Boolean(date));
};

/* Ties and initiatives that surely began or ended after a day and not after the stand of the page. */
dtz.changed = function (day) {
  const { from, since, until } = dtz.line;
  const last = dtz.lastDay(day);
  const after = (text) => text && dtz.firstDay(text) > last && (!dtz.view.stand || dtz.firstDay(text) <= dtz.view.stand);
  const known = new Int8Array(dtz.texts.length);
  const isAfter = (number) => (known[number] ||= after(dtz.texts[number]) ? 1 : -1) > 0;
  const found = [];
  for (let n = 0; n < from.length; n += 1) {
    if (dtz.mainLine[dtz.line.tie[n]] !== n) continue;
    if (isAfter(since[n])) found.push({ link: dtz.linkAt(n), when: dtz.texts[since[n]], what: "began" });
    if (isAfter(until[n])) found.push({ link: dtz.linkAt(n), when: dtz.texts[until[n]], what: "ended" });
  }
  for (const [n, [began, ended]] of dtz.spans) {
    if (after(began)) found.push({ node: dtz.nodes[n], when: began, what: "began" });
    if (after(ended)) found.push({ node: dtz.nodes[n], when: ended, what: "ended" });
  }
  const place = (one) => (one.link ? one.link.n : -1 - one.node.n);
  return found.sort((a, b) => (a.when < b.when ? 1 : a.when > b.when ? -1 : place(a) - place(b)));
};

dtz.changeRow = function ({ link, node, when, what }) {
  const told = dtz.word(`change.${what}`, { date: dtz.date(when) });
  if (node) return dtz.el("li", {}, dtz.icon(dtz.kinds.get(node.type), 16), dtz.el("div", {}, dtz.el("p", {}, dtz.link(node)), dtz.el("p", { class: "about" }, [told, node.noun].join(" · ")), dtz.cite(dtz.citesOf(node))));
  const [source, target] = [link.source, link.target].map((id) => dtz.node.get(id));
  const role = link.kind === "Membership" ? dtz.roleOf(link) : link.role;
  const behalf = link.kind === "Membership" ? dtz.beside(link.tie, "Membership.on_behalf_of").map((party) => party.name) : [];
  const whom = behalf.length ? `${dtz.word("for")} ${dtz.join(behalf).join("")}` : "";
  return dtz.el("li", {}, dtz.icon(dtz.kinds.get(source.type), 16), dtz.el("div", {},
    dtz.el("p", {}, dtz.link(source), " – ", dtz.link(target)),
    dtz.el("p", { class: "about" }, [told, link.words.label, role, whom].filter(Boolean).join(" · ")), dtz.cite(link.cites)));
};

/* "What changed since": a year to choose, and the list; nothing where no tie has a date. */
dtz.changes = function () {
  const years = dtz.years();
  if (!years || years[0] === years[1]) return null;
  const last = Math.max(years[0], Number((dtz.view.stand || `${years[1]}`).slice(0, 4)) - 1);
  const choice = dtz.el("select", { id: "since-year" }, Array.from({ length: years[1] - years[0] + 1 }, (_, k) => years[1] - k)
    .map((year) => dtz.el("option", { value: year, selected: year === dtz.state.since || (!dtz.state.since && year === last) }, String(year))));
  const what = dtz.el("select", { id: "since-what" });
  const list = dtz.el("div", { id: "changed" });
  const show = () => {
    const every = dtz.changed(choice.value);
    what.replaceChildren(...dtz.changeKinds(every));
    const found = dtz.state.what ? every.filter((one) => dtz.changeKind(one)[0] === dtz.state.what) : every;
    dtz.haveChanges(found.slice(0, 8), () => dtz.put(list, dtz.el("p", { class: "about", role: "status" }, dtz.word("change.count", { n: found.length, year: choice.value })),
      dtz.seatsUndated() ? dtz.el("p", { class: "about" }, dtz.word("change.undated")) : null, ...[dtz.longList(found, 8, dtz.changeRow, dtz.haveChanges)].flat()));
  };
  choice.addEventListener("change", () => { dtz.state.since = Number(choice.value); show(); });
  what.addEventListener("change", () => { dtz.state.what = what.value; show(); });
  show();
  const made = dtz.section(dtz.word("change.title"), 0, dtz.el("p", { class: "chosen" }, dtz.el("label", { for: "since-year" }, dtz.word("change.since")), choice,
    dtz.el("label", { for: "since-what" }, dtz.word("change.what")), what), list);
  const asked = () => made.classList.toggle("asked", Boolean(dtz.state.since || dtz.state.what));
  made.addEventListener("change", asked);
  asked();
  return made;
};

/* Whether there are memberships, and no source says of any when it began or ended. */
dtz.seatsUndated = function () {
  const which = dtz.ties.findIndex((tie) => tie.key === "Membership");
  const { kind, since, until } = dtz.line;
  return kind.includes(which) && kind.every((one, n) => one !== which || !(since[n] || until[n]));
};

/* Have the sources of some changes at hand. */
dtz.haveChanges = (some, then) => dtz.need(some.flatMap(({ node }) => (node ? [node.n] : [])), some.flatMap(({ link }) => (link ? [link.n] : [])), then);

/* Of which kind a change is: key and words. */
dtz.changeKind = ({ link, node }) => (link ? [link.kind, link.kind === "Membership" ? dtz.word("change.seats") : link.words.label] : [`type:${node.type}`, dtz.kinds.get(node.type).plural]);

/* The kinds of changes to choose from, with how many there are. */
dtz.changeKinds = function (every) {
  const kinds = new Map();
  for (const one of every) {
    const [key, label] = dtz.changeKind(one);
    kinds.set(key, { label, n: (kinds.get(key)?.n || 0) + 1 });
  }
  if (dtz.state.what && !kinds.has(dtz.state.what)) dtz.state.what = "";
  const option = (value, label, n) => dtz.el("option", { value, selected: dtz.state.what === value }, `${label} (${dtz.number(n)})`);
  return [option("", dtz.word("facet.all"), every.length), ...[...kinds].map(([key, { label, n }]) => option(key, label, n))];
};
