/* The opening of the page: light or dark, how old it is, and the first picture. */
dtz.setTheme = function (theme) {
  document.documentElement.dataset.theme = theme;
  dtz.byId("theme").textContent = dtz.word(theme === "dark" ? "theme.light" : "theme");
  dtz.paint = dtz.paints();
};

/* Older than half a year: say so, and whom to ask. The clock of the reader decides, not the file. */
dtz.warnOld = function () {
  const stand = dtz.view.dated;
  if (!stand) return;
  const day = stand.length === 10 ? stand : `${stand.slice(0, 4)}-${stand.slice(5, 7) || "12"}-28`;
  if (Date.now() - Date.parse(day) < 183 * 86400000) return;
  const key = dtz.view.bureau ? "old.ask" : "old";
  dtz.byId("old").textContent = dtz.word(key, { date: dtz.date(stand), bureau: dtz.view.bureau });
  dtz.byId("old").hidden = false;
};

dtz.start = async function () {
  await dtz.load();
  dtz.setTheme(matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  dtz.state.off = new Set(dtz.view.off);
  dtz.workOutLife();
  dtz.openPicture();
  dtz.quietly(dtz.firstPicture);
  dtz.warnOld();
  dtz.listen();
  document.documentElement.dataset.ready = "yes";
  dtz.index();
};

/* All that stands beside the picture comes first, then the picture in the room that is left. */
dtz.firstPicture = function () {
  dtz.openTime();
  dtz.openFilters();
  dtz.openProjections();
  dtz.openMap();
  dtz.showStart();
  if (window.innerWidth < 700 || window.innerHeight < 800) dtz.byId("legend").open = false;
  if (!dtz.readAddress()) {
    dtz.refresh(false);
    dtz.byId("query").focus();
  }
  dtz.net.redraw();
  dtz.fit(false);
};

dtz.start();
