/* Search by any name, accents and small words folded; the best match first. */
dtz.folded = [];

/* For searching also without stops and strokes: who types "bv" or "alfa college" means "B.V." and "Alfa-college". */
dtz.sought = (text) => dtz.fold(text).replace(/[.'’‘`´]/g, "").replace(/[-‐–/&,()]+/g, " ").replace(/ {2,}/g, " ").trim();

/* Fold the names little by little while nobody waits; a search finishes what is left. */
dtz.index = (limit = 2000) => (window.requestIdleCallback || setTimeout)(() => {
  dtz.foldSome(limit);
  if (dtz.folded.length < dtz.nodes.length) dtz.index();
});

dtz.foldSome = function (limit) {
  const end = Math.min(dtz.nodes.length, dtz.folded.length + limit);
  while (dtz.folded.length < end) {
    const node = dtz.nodes[dtz.folded.length];
    const name = dtz.sought(node.name);
    dtz.folded.push(node.also ? [name, ...node.also.map(dtz.sought)].join("\n") : name);
  }
};

dtz.namesOf = (n) => (dtz.nodes[n].also ? dtz.folded[n].split("\n") : [dtz.folded[n]]);

/* The best of those found: by how well the name fits, the kind, the number of ties, the name. */
dtz.FAMILIES = ["organisation", "person", "initiative", "body", "other"];

dtz.search = function (text, limit) {
  const query = dtz.sought(text);
  if (!query) return [];
  if (dtz.folded.length < dtz.nodes.length) dtz.foldSome(dtz.nodes.length);
  const words = query.split(" ");
  const kinds = new Map(dtz.view.kinds.map((kind) => [kind.key, dtz.FAMILIES.indexOf(kind.family)]));
  const before = (a, b) => (a.best - b.best || a.family - b.family || b.ties - a.ties || (a.node.name < b.node.name ? -1 : 1)) < 0;
  const hits = [];
  for (let n = 0; n < dtz.folded.length; n += 1) {
    if (!words.every((word) => dtz.folded[n].includes(word))) continue;
    const node = dtz.nodes[n];
    const best = node.also ? Math.min(...dtz.namesOf(n).map((name) => dtz.rank(name, query, words))) : dtz.rank(dtz.folded[n], query, words);
    if (best === 9 || (hits.length === limit && best > hits[limit - 1].best)) continue;
    const hit = { node, best, family: kinds.get(node.type), ties: dtz.degree(node) };
    if (hits.length === limit && !before(hit, hits[limit - 1])) continue;
    let place = hits.length;
    while (place && before(hit, hits[place - 1])) place -= 1;
    hits.splice(place, 0, hit);
    if (hits.length > limit) hits.pop();
  }
  return hits.map((hit) => hit.node);
};

dtz.rank = function (name, query, words) {
  if (name.startsWith(query)) return name === query ? 0 : 1;
  if (words.every((word) => name.startsWith(word) || name.includes(` ${word}`))) return 2;
  return words.length === 1 || words.every((word) => name.includes(word)) ? 3 : 9;
};

/* Names that look like what was typed, for a slip of the finger. */
dtz.alike = function (text, limit) {
  const grams = dtz.grams(dtz.sought(text));
  const hits = [];
  for (const node of dtz.nodes) {
    let best = 0;
    for (const name of dtz.namesOf(node.n)) {
      for (const part of [name, ...name.split(" ")]) best = Math.max(best, dtz.likeness(grams, dtz.grams(part)));
    }
    if (best > 0.4) hits.push({ node, best });
  }
  hits.sort((a, b) => b.best - a.best || (a.node.name < b.node.name ? -1 : 1));
  return hits.slice(0, limit).map((hit) => hit.node);
};

dtz.grams = function (text) {
  const padded = ` ${text} `;
  const found = new Set();
  for (let place = 0; place < padded.length - 1; place += 1) found.add(padded.slice(place, place + 2));
  return found;
};

dtz.likeness = function (one, other) {
  let shared = 0;
  for (const gram of one) shared += other.has(gram) ? 1 : 0;
  return (2 * shared) / (one.size + other.size);
};

/* What tells two parties with one name apart: what it is and where it is seen. */
dtz.context = function (node) {
  const bodies = dtz.tiesOf(node.id).flatMap((tie) => {
    const ends = [tie.main.source, tie.main.target].map((id) => dtz.node.get(id));
    return ends.filter((end) => end !== node && dtz.family(end) === "body");
  });
  const names = [...new Set(bodies.map((body) => body.name))];
  return [node.noun, names.slice(0, 2).join(", ")].filter(Boolean).join(" · ");
};
