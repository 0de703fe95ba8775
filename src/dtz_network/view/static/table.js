/* The table twin: the same parties and ties as the picture shows, for reading and for who sees no picture. */
dtz.PAGE = 50;

dtz.showTable = function () {
  const which = dtz.state.rows;
  const rows = which === "parties" ? dtz.partyRows() : dtz.tieRows();
  const heads = (which === "parties" ? ["name", "kind", "seen", "ties", "source"] : ["name", "tie", "with", "role", "period", "source"]).map((key) => dtz.word(`head.${key}`));
  const pages = Math.max(1, Math.ceil(rows.length / dtz.PAGE));
  dtz.state.page = Math.min(dtz.state.page, pages - 1);
  const shown = rows.slice(dtz.state.page * dtz.PAGE, (dtz.state.page + 1) * dtz.PAGE);
  const tab = (key, n) => dtz.el("button", { type: "button", "data-rows": key, "aria-pressed": which === key ? "true" : "false" }, dtz.word(`table.${key}`, { n }));
  dtz.byId("table").replaceChildren(
    dtz.el("div", { class: "switch", role: "group", "aria-label": dtz.word("table.which") }, tab("parties", dtz.state.shown.size), tab("ties", dtz.shownTies().length)),
    dtz.el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": dtz.word(`table.${which}`, { n: rows.length }) },
      dtz.el("table", {}, dtz.el("thead", {}, dtz.el("tr", {}, heads.map((head) => dtz.el("th", { scope: "col" }, head)))), dtz.el("tbody", {}, shown))),
    pages > 1 ? dtz.pager(pages) : "");
};

dtz.pager = (pages) => dtz.el("p", { class: "pager" },
  dtz.el("button", { type: "button", "data-turn": "-1", disabled: dtz.state.page === 0 }, dtz.word("page.before")),
  dtz.el("span", { role: "status" }, dtz.word("page.of", { page: dtz.state.page + 1, pages })),
  dtz.el("button", { type: "button", "data-turn": "1", disabled: dtz.state.page === pages - 1 }, dtz.word("page.after")));

dtz.sourceText = (cites) => (dtz.cite(cites)?.textContent || "").replace(`${dtz.word("source")}: `, "");

dtz.row = (cells) => dtz.el("tr", {}, cells.map((cell, n) => dtz.el(n ? "td" : "th", n ? {} : { scope: "row" }, cell)));

dtz.partyRows = () => [...dtz.state.shown.keys()].map((id) => dtz.node.get(id))
  .sort((a, b) => a.name.localeCompare(b.name, dtz.language) || (a.id < b.id ? -1 : 1))
  .map((node) => dtz.row([dtz.link(node), node.noun, dtz.context(node).split(" · ").slice(1).join(" · "), dtz.number(dtz.tiesOf(node.id).length), dtz.sourceText(node.cites)]));

dtz.shownTies = () => dtz.links.filter((link) => dtz.state.shown.has(link.source) && dtz.state.shown.has(link.target));

dtz.tieRows = () => dtz.shownTies().map((link) => {
  const main = dtz.main.get(link.tie) || link;
  return [dtz.node.get(link.source).name, link, main];
}).sort((a, b) => a[0].localeCompare(b[0], dtz.language) || (a[1].id < b[1].id ? -1 : 1)).map(([, link, main]) => {
  const ended = link.state && link.state !== "now" ? ` (${dtz.word(`state.${link.state}`)})` : "";
  return dtz.row([dtz.link(dtz.node.get(link.source)), dtz.view.ties[link.kind].out, dtz.link(dtz.node.get(link.target)),
    main.role || "", dtz.period(main.since, main.until) + ended, dtz.sourceText(link.cites || main.cites)]);
});
