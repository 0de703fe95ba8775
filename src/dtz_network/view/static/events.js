/* Keys, clicks and other events, led to what they mean. */
/* "/" goes to the box from anywhere; Escape closes the list, then the choice. */
dtz.keyed = function (event) {
  const typing = event.target instanceof HTMLInputElement;
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    dtz.byId("query").focus();
    dtz.byId("query").select();
  }
  if (event.key === "Escape") {
    if (!dtz.byId("results").hidden) dtz.closeResults();
    else if (dtz.state.asking) dtz.stopAsking();
    else if (dtz.state.way) dtz.choose(dtz.state.way.from, { keep: true, from: "answer" });
    else if (dtz.state.mark) dtz.listLayer(dtz.state.mark[0]);
    else if (dtz.state.chosen) {
      dtz.state.past = [];
      dtz.byId("query").value = "";
      dtz.choose(null, { keep: true });
      dtz.byId("query").focus();
    } else if (dtz.state.open !== null) {
      dtz.open(null);
      dtz.byId("query").focus();
    } else if (dtz.state.layers.size) {
      dtz.state.layers.clear();
      dtz.showStart();
      dtz.refresh();
      dtz.writeAddress();
      dtz.byId("query").focus();
    } else dtz.byId("query").value = "";
  }
};

dtz.clicked = function (event) {
  const of = (attribute) => event.target.closest(`[${attribute}]`)?.getAttribute(attribute);
  if (of("data-jump")) {
    event.preventDefault();
    return dtz.goTo(of("data-jump"));
  }
  const hit = of("data-hit");
  if (hit !== undefined) return dtz.choose(dtz.hits[Number(hit)].id, { from: "search" });
  if (!event.target.closest(".search")) dtz.closeResults();
  if (of("data-layer")) dtz.toggleLayer(of("data-layer"));
  else if (of("data-mark")) dtz.chooseMark(of("data-mark").split(" ")[0], Number(of("data-mark").split(" ")[1]));
  else if (of("data-list")) dtz.listLayer(of("data-list"));
  else if (of("data-as") !== undefined) dtz.setAs(of("data-as"));
  else if (of("data-way")) dtz.askWay(of("data-way"));
  else if (of("data-go")) dtz.choose(of("data-go"), { from: "answer" });
  else if (of("data-open") !== undefined) dtz.open(of("data-open") === "" ? null : Number(of("data-open")));
  else if (of("data-away")) dtz.takeAway[of("data-away")]();
  else if (of("data-kind")) dtz.toggleKind(of("data-kind"));
  else if (of("data-only")) dtz.onlyKind(of("data-only"));
  else if (of("data-steps")) dtz.setSteps(Number(of("data-steps")));
  else if (of("data-rows")) dtz.turnTable({ rows: of("data-rows"), page: 0 }, `[data-rows="${of("data-rows")}"]`);
  else if (of("data-turn")) dtz.turnTable({ page: dtz.state.page + Number(of("data-turn")) }, `[data-turn="${of("data-turn")}"]`);
  return undefined;
};

dtz.listen = function () {
  dtz.net.on("resize", () => requestAnimationFrame(() => dtz.fit(false)));
  dtz.byId("query").addEventListener("input", dtz.showResults);
  dtz.byId("query").addEventListener("keydown", dtz.typed);
  document.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("keydown", dtz.keyed);
  document.addEventListener("click", dtz.clicked);
  dtz.byId("answer").addEventListener("click", (event) => { if (event.target.closest("#back")) dtz.back(); });
  dtz.byId("everything").addEventListener("click", dtz.showEverything);
  dtz.byId("as-table").addEventListener("click", () => { dtz.showAs(true); dtz.writeAddress(); });
  dtz.byId("as-picture").addEventListener("click", () => { dtz.showAs(false); dtz.writeAddress(); });
  dtz.byId("as-map").addEventListener("click", () => dtz.setMap(!dtz.state.map));
  dtz.byId("nearer").addEventListener("click", () => dtz.zoom(1.35));
  dtz.byId("farther").addEventListener("click", () => dtz.zoom(1 / 1.35));
  dtz.byId("fit").addEventListener("click", () => dtz.fit(true));
  dtz.byId("theme").addEventListener("click", () => {
    dtz.setTheme(document.documentElement.dataset.theme === "dark" ? "light" : "dark");
    dtz.again();
    dtz.refresh(false);
  });
  window.addEventListener("hashchange", () => dtz.readAddress());
};
