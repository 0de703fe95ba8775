/* The table twin: the same parties and ties as the picture shows, for reading and for who sees no picture. */
dtz.PAGE = 50;

/* The kinds of rows: which there are, what stands in their cells and above them. */
dtz.ROWS = {
  parties: { all: () => dtz.shownParties(), cells: (node) => dtz.partyCells(node), heads: ["name", "kind", "seen", "ties", "source"] },
  ties: { all: () => dtz.shownTies(), cells: (link) => dtz.tieCells(link), heads: ["name", "tie", "with", "role", "period", "source"] },
  shared: { all: () => dtz.connections(dtz.state.shown), cells: (one) => dtz.connectionCells(one), heads: ["name", "with", "through"] },
  marks: { all: () => dtz.marksOn(), cells: (one) => dtz.markCells(one), heads: ["finding", "layer", "reason"] },
};

/* All rows of a kind as they are since the last refresh, each kind worked out once. */
dtz.rows = new Map();
dtz.rowsOf = function (which) {
  if (!dtz.rows.has(which)) dtz.rows.set(which, dtz.ROWS[which].all());
  return dtz.rows.get(which);
};

/* The kinds of rows that the picture as it stands has. */
dtz.rowsNow = () => ["parties", dtz.state.as && !dtz.state.way ? "shared" : "ties", ...(dtz.rowsOf("marks").length ? ["marks"] : [])];

dtz.showTable = function () {
  if (!dtz.rowsNow().includes(dtz.state.rows)) dtz.state.rows = dtz.rowsNow()[dtz.state.rows === "marks" ? 0 : 1];
  const which = dtz.state.rows;
  const every = dtz.rowsOf(which);
  const heads = dtz.headings(which);
  const pages = Math.max(1, Math.ceil(every.length / dtz.PAGE));
  dtz.state.page = Math.min(dtz.state.page, pages - 1);
  const part = every.slice(dtz.state.page * dtz.PAGE, (dtz.state.page + 1) * dtz.PAGE);
  const tab = (key, n) => dtz.el("button", { type: "button", "data-rows": key, "aria-pressed": which === key ? "true" : "false" }, dtz.word(`table.${key}`, { n }));
  return dtz.needRows(which, part, () => dtz.byId("table").replaceChildren(
    dtz.el("div", { class: "switch", role: "group", "aria-label": dtz.word("table.which") }, dtz.rowsNow().map((key) => tab(key, key === "parties" ? dtz.state.shown.size : dtz.rowsOf(key).length))),
    dtz.el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": dtz.word(`table.${which}`, { n: every.length }) },
      dtz.el("table", {}, dtz.el("thead", {}, dtz.el("tr", {}, heads.map((head) => dtz.el("th", { scope: "col" }, head)))),
        dtz.el("tbody", {}, part.map((one) => dtz.row(dtz.ROWS[which].cells(one)))))),
    pages > 1 ? dtz.pager(pages) : ""));
};

dtz.headings = (which) => dtz.ROWS[which].heads.map((key) => dtz.word(`head.${key}`));

/* Have the sources of some rows at hand. */
dtz.needRows = (which, rows, then) => (which === "parties" ? dtz.need(rows.map((node) => node.n), [], then)
  : which !== "ties" ? then() : dtz.need([], rows.flatMap((link) => [link.n, (dtz.mainOf(link.tie) || link).n]), then));

dtz.pager = (pages) => dtz.el("p", { class: "pager" },
  dtz.el("button", { type: "button", "data-turn": "-1", disabled: dtz.state.page === 0 }, dtz.word("page.before")),
  dtz.el("span", { role: "status" }, dtz.word("page.of", { page: dtz.state.page + 1, pages })),
  dtz.el("button", { type: "button", "data-turn": "1", disabled: dtz.state.page === pages - 1 }, dtz.word("page.after")));

dtz.sourceText = (cites) => (dtz.cite(cites)?.textContent || "").replace(`${dtz.word("source")}: `, "");

dtz.row = (cells) => dtz.el("tr", {}, cells.map((cell, n) => dtz.el(n ? "td" : "th", n ? {} : { scope: "row" }, cell)));

dtz.byName = (a, b) => a.name.localeCompare(b.name, dtz.language) || (a.id < b.id ? -1 : 1);

/* What it is, and that it is not there (any more), or perhaps. */
dtz.nounTold = (node) => (dtz.life[node.n] ? `${node.noun} (${dtz.word(`life.${dtz.lifeOf(node)}`)})` : node.noun);

dtz.shownParties = () => [...dtz.state.shown.keys()].map((id) => dtz.node.get(id)).sort(dtz.byName);

dtz.partyCells = (node) => [dtz.link(node), dtz.nounTold(node), dtz.context(node).split(" · ").slice(1).join(" · "),
  dtz.number(dtz.tiesNow(node.id).length), dtz.sourceText(dtz.citesOf(node))];

/* The ties between what is shown, by the name at their source. */
dtz.shownTies = function () {
  const { from, to } = dtz.line;
  const shown = dtz.nodes.map((node) => dtz.state.shown.has(node.id));
  const numbers = [];
  for (let n = 0; n < from.length; n += 1) if (shown[from[n]] && shown[to[n]] && dtz.mayTie(n)) numbers.push(n);
  return numbers.sort((a, b) => dtz.nodes[from[a]].name.localeCompare(dtz.nodes[from[b]].name, dtz.language) || a - b).map(dtz.linkAt);
};

dtz.tieCells = function (link) {
  const main = dtz.mainOf(link.tie) || link;
  const ended = link.state !== "now" ? ` (${dtz.word(`state.${link.state}`)})` : "";
  return [dtz.link(dtz.node.get(link.source)), link.words.out, dtz.link(dtz.node.get(link.target)),
    main.role || "", dtz.period(main.since, main.until) + ended, dtz.sourceText(link.cites || main.cites)];
};
