// What can be wrong with what a person gives, in German: one sentence for each kind of problem that the package knows.

/** @typedef {import("../../pkg/web/tripletscope.js").Problem} Problem */
/** @typedef {import("../../pkg/web/tripletscope.js").Allowed} Allowed */
/** @typedef {import("../../pkg/web/tripletscope.js").OtherFile} OtherFile */
/** @typedef {import("../../pkg/web/tripletscope.js").Why} Why */
/** For each kind of a union the words for its parts. @template {{kind: string}} T @typedef {{[K in T["kind"]]: (parts: Extract<T, {kind: K}>) => string}} Said */

/** Why a row was left out or changed. @type {Record<Why, string>} */
export const reasons = {
  "unclosed-quote": "ein Anführungszeichen wird nie geschlossen",
  "few-fields": "zu wenige Felder",
  "no-label": "das Label ist weder 0 noch 1",
  "no-words": "eine der Fragen hat keine Wörter",
  "same-text": "beide Fragen sind derselbe Text",
  "same-pair": "dasselbe Paar steht schon in einer früheren Zeile",
  contradicted: "kein Duplikat laut dieser Zeile, aber laut anderen Zeilen doch",
  "not-tested": "kein Duplikat und nicht unter dem, was gemessen wird; trainiert wird nur mit Duplikaten",
  validation: "für die Validierung zurückgelegt",
  "outside-split": "weder bei den Zeilen zum Trainieren noch bei denen zum Testen",
  "not-utf8": "aus Bytes, die kein UTF-8 sind, wurde �",
};

/** @type {Record<OtherFile, string>} */
export const otherFiles = {
  zip: "ein ZIP-Archiv oder eine Tabellenkalkulation; entpacke sie oder speichere die Tabelle als CSV",
  gzip: "mit gzip gepackt; entpacke sie zuerst",
  utf16: "Text in UTF-16; speichere sie als UTF-8",
  parquet: "eine Parquet-Datei; speichere sie als CSV",
  pdf: "ein PDF; die Paare müssen CSV oder TSV sein",
  database: "eine Datenbank; speichere die Tabelle als CSV",
  "web-page": "eine Webseite; speichere die Datei selbst, nicht die Seite, die sie zeigt",
  json: "JSON; die Paare müssen CSV oder TSV sein",
  binary: "kein Text; die Paare müssen CSV oder TSV in UTF-8 sein",
};

/** What a field takes. @type {Said<Allowed>} */
export const allowances = {
  number: ({ min, max }) => `eine Zahl von ${min} bis ${max}`,
  whole: ({ min, max }) => `eine ganze Zahl von ${min} bis ${max}`,
  count: () => "eine ganze Zahl ab 0",
  finite: () => "eine endliche Zahl",
  "not-negative": () => "eine Zahl ab 0",
  below: ({ high }) => `eine Zahl unter high = ${high}`,
  after: ({ step }) => `ein Schritt nach ${step}`,
  "at-most": ({ most }) => `höchstens ${most}`,
  exactly: ({ count }) => `genau ${count}`,
  switch: () => "true oder false",
  "one-of": ({ names }) => `eines von ${names}`,
  object: ({ fields }) => (fields ? `ein Objekt mit den Feldern ${fields}` : "ein Objekt"),
  list: () => "eine Liste",
  terms: ({ most }) => `eine Liste von 1 bis ${most} Termen`,
  floats: ({ count }) => `ein Float32Array der Länge ${count}`,
  "multiple-of": ({ batch }) => `ein Vielfaches von batchSize = ${batch} außer 0`,
  square: ({ batch }) => `batchSize² = ${batch}·${batch}`,
  "two-pairs": () => "mindestens 2, denn ein Negativ braucht ein zweites Paar",
  "pair-of": ({ batch }) => `ein Paar des Batches, der ${batch} hat`,
  changeable: () => "eine Einstellung, die sich während eines Laufs ändern darf",
  loss: ({ names }) => `${names}, oder eine Reduktion mit Termen wie mean~hardest_rows_0.25_1`,
  version: ({ version }) => `${version}, die Version der Links, die diese Seite schreibt`,
  "link-text": () => "Text wie in einem Link",
  outcome: () => "ein Paar aus einem Lauf und seinem Ergebnis",
  start: ({ names, encoder }) => `${names}: So kann der Encoder „${encoder}“ anfangen`,
  identity: ({ dim }) => `${dim}, so viele Zahlen, wie die Vektoren haben, wenn sie mit der Identität anfangen`,
  outcomes: () => "eine Liste von Paaren aus einem Lauf und seinem Ergebnis",
};

/** @param {Allowed} allowed */
const isAllowed = (allowed) => `erlaubt ist ${/** @type {(parts: Allowed) => string} */ (allowances[allowed.kind])(allowed)}`;

/** @type {Said<Problem>} */
export const problems = {
  value: ({ field, value, allowed }) => `${field} ist ${value}; ${isAllowed(allowed)}.`,
  length: ({ field, value, allowed }) => `Die Länge von ${field} ist ${value}; ${isAllowed(allowed)}.`,
  missing: ({ field, allowed }) => `${field} fehlt; ${isAllowed(allowed)}.`,
  unknown: ({ field, allowed }) => `${field} ist kein bekanntes Feld; bekannt sind hier ${allowed}.`,
  "not-plain": ({ field }) => `${field} ist kein einfaches Objekt aus Zahlen, Texten, Listen und Schaltern, oder es ist zu tief verschachtelt.`,
  "too-many-weights": ({ weights, most }) =>
    `Das Netz hätte ${weights} Gewichte, höchstens ${most} sind erlaubt; verkleinere embeddingDim, hiddenDim oder das Vokabular.`,
  "other-model": () => "Das Modell ist ein anderes als das des Laufs; andere Größen, ein anderer Anfang oder Startwert brauchen einen neuen Lauf.",
  "other-seed": ({ value, seed }) => `Der Startwert ist ${value}, der des Laufs aber ${seed}; ein anderer braucht einen neuen Lauf.`,
  "other-optimiser": () => "Dieses Adam hat schon Schritte mit einem Modell anderer Größe gemacht; nimm für dieses Modell ein neues.",
  "not-encoded": () =>
    "Dieser Teil des Schritts ist nicht an der Reihe: begin, dann encode mit den eigenen Fragen, dann die Vektoren der ganzen Batch, in jedem Schritt.",
  diverged: ({ step, settings }) =>
    `Der Lauf divergiert bei Schritt ${step}: Verlust oder Gewichte wären keine endlichen Zahlen mehr, darum unterbleibt der Schritt. Kleinere Werte von adam.learningRate, margin oder scale oder größere von adam.epsilon oder adam.beta2 können das verhindern; hier gilt ${settings}.`,
  "more-problems": ({ count }) => `Weitere ${count} Teile des Links sind nicht erlaubt.`,
  "empty-file": () => "Die Datei ist leer; sie muss Zeilen mit zwei Spalten von Fragen haben.",
  "other-file": ({ what }) => `Die Datei ist ${otherFiles[what]}.`,
  "no-columns": ({ row }) =>
    `Die Datei hat keine zwei Spalten mit Fragen: Ihre erste Zeile ist „${row}“. Nenne die Spalten question1 und question2 oder gib jedes Paar als zwei Spalten Text; eine Spalte is_duplicate mit 0 oder 1 darf dazukommen.`,
  "long-row": ({ line }) =>
    `Was in Zeile ${line} beginnt, ist länger als 1 MB; wahrscheinlich wird ein Anführungszeichen, das dort steht, nie geschlossen.`,
  "few-pairs": ({ rows, pairs, train, skipped }) =>
    `Von ${rows} gelesenen Zeilen sind ${pairs} als Paar brauchbar, ${train} davon zum Trainieren. Das braucht mindestens 2 Paare von Duplikaten, die Verschiedenes bedeuten.${skipped ? ` Häufigster Grund, eine Zeile auszulassen: ${reasons[skipped[0]]} (Zeile ${skipped[1]}).` : ""}`,
  "not-safetensors": () => "Die Datei ist keine .safetensors-Datei.",
  "no-run": () => "Die Datei enthält keinen gespeicherten Lauf; ist sie nur ein Modell?",
  "other-data": ({ saved, open }) =>
    `Der Lauf entstand mit anderen Daten (Prüfsumme ${saved}, die der geöffneten Daten ist ${open}); öffne zuerst seine Daten.`,
  "other-shapes": ({ found, expected }) => `Die Gewichte haben die Formen ${found}, der Lauf braucht aber ${expected}.`,
  "no-tensor": ({ name }) => `Der Datei fehlt der Tensor ${name}.`,
  "other-tensor": ({ name, found, expected }) => `${name} ist ${found}, muss aber ${expected} sein.`,
  "nothing-held-out": () =>
    "Es sind keine Duplikate zurückgehalten, an denen sich Verluste vergleichen ließen; öffne eine Datei mit mehr Duplikaten.",
  "two-outcomes": ({ loss, seed, asymmetry, steps }) =>
    `Startwert ${seed} von ${loss} (Asymmetrie ${asymmetry}, ${steps} Schritte) hat zwei Ergebnisse: Nicht alles stammt von derselben Version.`,
};

/** @param {Problem} problem */
export const inGerman = (problem) => /** @type {(parts: Problem) => string} */ (problems[problem.kind])(problem);
