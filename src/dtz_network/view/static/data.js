/* The network of the page: columns at once, details in blocks that are unpacked when somebody looks.
   A relationship may have several lines; they share its tie. */
dtz.unzip = (text) => new Response(new Response(dtz.bytes(text)).body.pipeThrough(new DecompressionStream("gzip"))).json();

/* Of base64 its bytes; by the browser where it can (2025 on). */
dtz.bytes = (text) => (Uint8Array.fromBase64 ? Uint8Array.fromBase64(text) : Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0)));

dtz.load = async function () {
  const data = JSON.parse(dtz.byId("data").textContent);
  dtz.byId("data").remove();
  const core = data.packed ? await dtz.unzip(data.core) : data.core;
  dtz.words = core.words;
  dtz.months = core.months;
  dtz.view = core.view;
  dtz.language = core.view.language;
  dtz.options = core.options;
  dtz.texts = core.texts;
  dtz.view.kinds = core.kinds;
  dtz.kinds = new Map(core.kinds.map((kind) => [kind.key, kind]));
  dtz.ties = core.ties.map(([key, label, out, back]) => ({ key, label, out, back }));
  dtz.blocks = { nodes: data.nodes, lines: data.lines };
  dtz.takeNodes(core.nodes);
  dtz.takeLines(core.lines);
};

dtz.takeNodes = function (columns) {
  const { id, name, type, noun, what, x, y, size, home, since, until, over } = columns;
  dtz.nodes = id.map((ident, n) => ({ id: ident, n, name: name[n], type: dtz.view.kinds[type[n]].key, noun: dtz.texts[noun[n]], x: x[n], y: y[n], size: size[n], home: home[n] }));
  dtz.kindOf = Uint8Array.from(type);
  dtz.homeOf = Int32Array.from(home);
  dtz.what = Uint32Array.from(what);
  for (const [n, also] of Object.entries(columns.also)) dtz.nodes[n].also = also;
  for (const [n, words] of Object.entries(columns.helix)) dtz.nodes[n].helix = words.map((number) => dtz.texts[number]);
  for (const [n, seats] of Object.entries(columns.seats)) dtz.nodes[n].seats = seats;
  dtz.over = new Set(over);
  dtz.spans = new Map([...new Set([...Object.keys(since), ...Object.keys(until), ...over.map(String)])].map((n) => [Number(n), [dtz.texts[since[n] || 0], dtz.texts[until[n] || 0]]]));
  dtz.node = new Map(dtz.nodes.map((node) => [node.id, node]));
};

/* So many numbers that rise by one from 0, but for the steps that are given by their places. */
dtz.summed = function (steps, count) {
  const made = new Uint32Array(count);
  for (let n = 0, next = 0; n < count; n += 1) {
    made[n] = next + (steps[n] || 0);
    next = made[n] + 1;
  }
  return made;
};

/* The smallest array that holds numbers up to some number. */
dtz.fitting = (most) => (most < 256 ? Uint8Array : most < 65536 ? Uint16Array : Uint32Array);

/* A column of numbers of texts: given as a list, or where few have one by their places. */
dtz.column = function (given, count) {
  const made = new (dtz.fitting((Array.isArray(given) ? given : Object.values(given)).reduce((most, one) => Math.max(most, one), 0)))(count);
  if (Array.isArray(given)) made.set(given);
  else for (const [n, text] of Object.entries(given)) made[n] = text;
  return made;
};

/* Lines as columns; by node and by tie the numbers of their lines stand behind each other (starts, then numbers). */
dtz.takeLines = function (columns) {
  const count = columns.from.length;
  const ends = dtz.fitting(dtz.nodes.length);
  dtz.line = { from: new ends(columns.from), to: new ends(columns.to), kind: new Uint16Array(columns.kind),
    tie: dtz.summed(columns.tie, count), state: dtz.column(columns.state, count), deputy: new Set(columns.deputy), bend: columns.bend };
  for (const name of ["since", "until", "role", "code", "side", "seat", "fresh"]) dtz.line[name] = dtz.column(columns[name], count);
  dtz.made = new Map();
  const { from, to, tie } = dtz.line;
  dtz.byNode = dtz.gathered(dtz.nodes.length, from, to);
  dtz.byTie = dtz.gathered(tie.reduce((most, one) => Math.max(most, one + 1), 0), tie, tie);
  dtz.mainLine = new Int32Array(dtz.byTie.starts.length).fill(-1);
  const beside = new Set(columns.beside);
  for (let n = 0; n < count; n += 1) if (!beside.has(n)) dtz.mainLine[tie[n]] = n;
};

/* By place the numbers of the lines that have it in one column or the other, each once. */
dtz.gathered = function (places, one, other) {
  const starts = new Uint32Array(places + 1);
  for (let n = 0; n < one.length; n += 1) {
    starts[one[n] + 1] += 1;
    if (other[n] !== one[n]) starts[other[n] + 1] += 1;
  }
  for (let place = 0; place < places; place += 1) starts[place + 1] += starts[place];
  const next = starts.slice();
  const numbers = new Uint32Array(starts[places]);
  for (let n = 0; n < one.length; n += 1) {
    numbers[next[one[n]]++] = n;
    if (other[n] !== one[n]) numbers[next[other[n]]++] = n;
  }
  return { starts, numbers };
};

dtz.STATES = ["now", "possibly", "past", "later"];

/* One line, with the names of the value that the page was made from; its place is its name. */
dtz.Link = class {
  constructor(n) { this.n = n; }

  text(name) { return dtz.texts[dtz.line[name][this.n] || 0]; }

  get source() { return dtz.nodes[dtz.line.from[this.n]].id; }

  get target() { return dtz.nodes[dtz.line.to[this.n]].id; }

  get kind() { return dtz.ties[dtz.line.kind[this.n]].key; }

  get words() { return dtz.ties[dtz.line.kind[this.n]]; }

  get tie() { return dtz.line.tie[this.n]; }

  get state() { return dtz.STATES[dtz.stateOf(this.n)]; }

  get fresh() { return this.text("fresh") || this.since; }

  get deputy() { return dtz.line.deputy.has(this.n); }

  get bend() { return dtz.line.bend[this.n] || 0; }

  get role() { return this.text("role"); }

  get code() { return this.text("code"); }

  get since() { return this.text("since"); }

  get until() { return this.text("until"); }

  get side() { return this.text("side"); }

  get seat() { return this.text("seat"); }

  get facts() { return dtz.detail("lines", this.n).facts; }

  get cites() { return dtz.detail("lines", this.n).cites; }
};

dtz.linkAt = function (n) {
  if (!dtz.made.has(n)) dtz.made.set(n, new dtz.Link(n));
  return dtz.made.get(n);
};

dtz.numbers = (index, place) => index.numbers.subarray(index.starts[place], index.starts[place + 1]);
dtz.degree = (node) => dtz.byNode.starts[node.n + 1] - dtz.byNode.starts[node.n];
dtz.linesOf = (id) => Array.from(dtz.numbers(dtz.byNode, dtz.node.get(id).n), dtz.linkAt);
dtz.linesOfTie = (tie) => Array.from(dtz.numbers(dtz.byTie, tie), dtz.linkAt);
dtz.mainOf = (tie) => (dtz.mainLine[tie] < 0 ? undefined : dtz.linkAt(dtz.mainLine[tie]));

/* ---- details ---- */
dtz.SIZE = { nodes: 400, lines: 1000 };

/* What is told of a node or line on demand: where it stands (source and place), its facts, what belongs to it. */
dtz.detail = function (what, n) {
  const block = dtz.blocks[what][Math.floor(n / dtz.SIZE[what])];
  const [cites, facts, parts] = (Array.isArray(block) && block[n % dtz.SIZE[what]]) || [];
  return { cites: cites?.length ? cites.map(([source, place]) => ({ source, place })) : undefined, facts, parts };
};

/* Have the details of some nodes and lines at hand, then go on; at once where nothing must be unpacked. */
dtz.need = function (nodes, lines, then) {
  const wanted = new Map();
  for (const [what, numbers] of [["nodes", nodes], ["lines", lines]]) {
    for (const n of numbers) {
      const place = Math.floor(n / dtz.SIZE[what]);
      if (typeof dtz.blocks[what][place] === "string") wanted.set(`${what} ${place}`, [what, place]);
    }
  }
  if (!wanted.size) return then();
  return Promise.all([...wanted.values()].map(async ([what, place]) => {
    dtz.blocks[what][place] = await dtz.unzip(dtz.blocks[what][place]);
  })).then(then);
};

/* The numbers of all lines that the ties of a node have. */
dtz.linesAround = function (node) {
  const found = new Set();
  for (const n of dtz.numbers(dtz.byNode, node.n)) for (const line of dtz.numbers(dtz.byTie, dtz.line.tie[n])) found.add(line);
  return found;
};

/* The families of nodes: by the place of their kind. */
dtz.families = () => dtz.view.kinds.map((kind) => kind.family);
dtz.family = (node) => dtz.kinds.get(node.type).family;
dtz.citesOf = (node) => dtz.detail("nodes", node.n).cites || [];
dtz.whatOf = (node) => dtz.texts[dtz.what[node.n]];
dtz.other = (link, id) => (link.source === id ? link.target : link.source);

/* Everything one step away on the day that is looked at: through a relationship one meets all who have part in it. */
dtz.near = function (id) {
  const found = new Set();
  const here = dtz.node.get(id);
  for (const n of dtz.numbers(dtz.byNode, here.n)) {
    if (!dtz.mayTie(n)) continue;
    for (const line of dtz.numbers(dtz.byTie, dtz.line.tie[n])) found.add(dtz.nodes[dtz.line.from[line]].id).add(dtz.nodes[dtz.line.to[line]].id);
  }
  found.delete(id);
  return found;
};

/* Everything within so many steps, with the number of steps. */
dtz.within = function (id, steps, may) {
  const found = new Map([[id, 0]]);
  let edge = [id];
  for (let step = 1; step <= steps; step += 1) {
    const next = [];
    for (const here of edge) {
      for (const other of dtz.near(here)) {
        if (!found.has(other) && may(dtz.node.get(other))) {
          found.set(other, step);
          next.push(other);
        }
      }
    }
    edge = next;
  }
  return found;
};

/* The ties of a node, each once, seen from there: who is at the other end, what it is called. */
dtz.tiesOf = function (id) {
  const seen = new Set();
  const found = [];
  for (const link of dtz.linesOf(id)) {
    const main = dtz.mainOf(link.tie);
    const own = main && (main.source === id || main.target === id);
    if (own && link !== main) continue;
    const key = own ? `t${link.tie}` : link.n;
    if (seen.has(key)) continue;
    seen.add(key);
    const out = link.source === id;
    found.push({ link, main: main || link, other: dtz.node.get(dtz.other(link, id)), out,
      label: out ? link.words.out : link.words.back, state: link.state });
  }
  return found;
};

/* Those of them that may hold on a chosen day. */
dtz.tiesNow = (id) => dtz.tiesOf(id).filter((tie) => dtz.mayTie(tie.link.n));

/* On whose behalf: the other nodes that a relationship names beside its two ends. */
dtz.beside = function (tie, kind) {
  return dtz.linesOfTie(tie).filter((line) => line.kind === kind).map((line) => dtz.node.get(line.target));
};
