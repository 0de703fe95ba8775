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

/* Numbers that sort nodes: those with most ties first, of equals by name (their own order). */
dtz.STRIDE = 2 ** 20;
dtz.turn = (n) => (dtz.STRIDE - 1 - Math.min(dtz.degree(dtz.nodes[n]), dtz.STRIDE - 1)) * dtz.STRIDE + n;
dtz.ofTurn = (key) => dtz.nodes[key % dtz.STRIDE];

/* Put a number among the least so many, which stand in order. */
dtz.keep = function (keys, limit, key) {
  if (keys.length === limit && key >= keys[limit - 1]) return;
  let place = keys.length;
  while (place && key < keys[place - 1]) place -= 1;
  keys.splice(place, 0, key);
  if (keys.length > limit) keys.pop();
};

/* The best of those found: by how well the name fits, the kind, the number of ties, the name. */
dtz.FAMILIES = ["organisation", "person", "initiative", "body", "other"];

dtz.search = function (text, limit) {
  const query = dtz.sought(text);
  const words = query.split(" ");
  const spaced = words.map((word) => ` ${word}`);
  const first = dtz.families().map((family) => dtz.FAMILIES.indexOf(family));
  const keys = [];
  for (const n of dtz.sift(query, words)) {
    const fits = (name) => dtz.rank(name, query, words, spaced);
    const best = dtz.nodes[n].also ? Math.min(...dtz.namesOf(n).map(fits)) : fits(dtz.folded[n]);
    if (best < 9) dtz.keep(keys, limit, (best * 8 + first[dtz.kindOf[n]]) * dtz.STRIDE * dtz.STRIDE + dtz.turn(n));
  }
  return keys.map(dtz.ofTurn);
};

/* The numbers of the nodes whose names have every word; who types on looks among those found before. */
dtz.sifted = { query: "", numbers: [] };
dtz.sift = function (query, words) {
  const { query: before, numbers } = dtz.sifted;
  if (query && dtz.folded.length < dtz.nodes.length) dtz.foldSome(dtz.nodes.length);
  const found = [];
  const among = before && query.startsWith(before) ? numbers : null;
  const count = query ? (among || dtz.folded).length : 0;
  for (let place = 0; place < count; place += 1) {
    const n = among ? among[place] : place;
    const name = dtz.folded[n];
    let word = 0;
    while (word < words.length && name.includes(words[word])) word += 1;
    if (word === words.length) found.push(n);
  }
  dtz.sifted = { query, numbers: found };
  return found;
};

/* How well a name fits: it is what was sought, begins so, has words that begin so, or has them somewhere; 9 does not. */
dtz.rank = function (name, query, words, spaced) {
  if (name.startsWith(query)) return name === query ? 0 : 1;
  if (words.every((word, n) => name.startsWith(word) || name.includes(spaced[n]))) return 2;
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
