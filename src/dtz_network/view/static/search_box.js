/* The box on top: what is found while somebody types, and the choice among it. */
dtz.closeResults = function () {
  dtz.byId("results").hidden = true;
  dtz.byId("query").setAttribute("aria-expanded", "false");
  dtz.byId("query").removeAttribute("aria-activedescendant");
  dtz.hits = [];
};

dtz.showResults = function () {
  const text = dtz.byId("query").value;
  if (!dtz.sought(text)) {
    dtz.closeResults();
    dtz.byId("said").textContent = "";
    return;
  }
  let hits = dtz.search(text, 12);
  const exact = hits.length > 0;
  if (!exact) hits = dtz.alike(text, 5);
  dtz.hits = hits;
  const rows = hits.map((node, n) => dtz.el("li", { id: `hit-${n}`, role: "option", "aria-selected": "false", "data-hit": n },
    dtz.icon(dtz.kinds.get(node.type), 18), dtz.el("span", { class: "hit" }, dtz.el("b", {}, node.name), dtz.el("small", {}, dtz.context(node)))));
  if (!exact) rows.unshift(dtz.el("li", { class: "none", role: "presentation" }, dtz.word(hits.length ? "results.alike" : "results.none", { text })));
  dtz.byId("results").replaceChildren(...rows);
  dtz.byId("results").hidden = false;
  dtz.byId("query").setAttribute("aria-expanded", "true");
  dtz.byId("said").textContent = exact ? dtz.word("results.count", { n: hits.length }) : dtz.word("results.none", { text });
  dtz.mark(exact ? 0 : -1);
};

dtz.mark = function (number) {
  dtz.marked = number;
  for (const row of dtz.byId("results").querySelectorAll("[role=option]")) {
    const on = Number(row.dataset.hit) === number;
    row.setAttribute("aria-selected", String(on));
    if (on) row.scrollIntoView({ block: "nearest" });
  }
  if (number >= 0) dtz.byId("query").setAttribute("aria-activedescendant", `hit-${number}`);
  else dtz.byId("query").removeAttribute("aria-activedescendant");
};

dtz.typed = function (event) {
  const open = dtz.hits && dtz.hits.length;
  const turn = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (turn && open) {
    event.preventDefault();
    dtz.mark((dtz.marked + turn + dtz.hits.length) % dtz.hits.length);
  } else if (turn === 1) {
    dtz.showResults();
  } else if (event.key === "Enter") {
    event.preventDefault();
    const hit = open && dtz.hits[Math.max(dtz.marked, 0)];
    if (hit) dtz.choose(hit.id, { from: "search" });
  }
};
