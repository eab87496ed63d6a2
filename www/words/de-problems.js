// What can be wrong with what a person gives, in German: one sentence for each kind of problem that the package knows.

import { table } from "./de-table.js";
import { plain } from "./format-de.js";

/** @typedef {import("../../pkg/web/tripletscope.js").Problem} Problem */
/** @typedef {import("../../pkg/web/tripletscope.js").Allowed} Allowed */
/** @typedef {import("../../pkg/web/tripletscope.js").OtherFile} OtherFile */
/** @typedef {import("../../pkg/web/tripletscope.js").OtherArrays} OtherArrays */
/** @typedef {import("../../pkg/web/tripletscope.js").ArrayFault} ArrayFault */
/** @typedef {import("../../pkg/web/tripletscope.js").Why} Why */
/** For each kind of a union the words for its parts. @template {{kind: string}} T @typedef {{[K in T["kind"]]: (parts: Extract<T, {kind: K}>) => string}} Said */

/** A setting as the page calls it; any other field by its name. @param {string} field */
const called = (field) => (field === "loss" ? "Verlust" : (table[field]?.label ?? field));

/** What was given, with its quotation marks and the comma of a number as German has them. @param {string} value */
const given = (value) => (/^-?[0-9.]+$/.test(value) ? value.replace(".", ",") : value.replace(/"([^"]*)"/g, "„$1“"));

/** @param {number} bytes */
const megabytes = (bytes) => Math.floor(bytes / 1e6);

/** Why a row was left out or changed. @type {Record<Why, string>} */
export const reasons = {
  "unclosed-quote": "ein Anführungszeichen wird nie geschlossen",
  "few-fields": "zu wenige Felder",
  "many-fields": "zu viele Felder: ein Trennzeichen steht in einem Text",
  nested: "wo ein Text stehen müsste, steht eine Liste oder ein Objekt",
  "not-json": "kein vollständiges JSON-Objekt",
  header: "die Kopfzeile noch einmal",
  "no-label": "das Label gehört weder zu denen für Duplikate noch zu denen für Verschiedenes",
  "between-scores": "der Wert ist zu klein für Duplikate und zu groß für Verschiedenes",
  "no-part": "die Spalte der Aufteilung sagt weder train noch test noch validation",
  "no-words": "eine der Fragen hat keine Wörter",
  absent: "eine der Fragen ist ein Zeichen für einen fehlenden Wert wie NaN, NULL oder None",
  "same-vector": "beide Vektoren sind gleich",
  "same-text": "beide Fragen sind derselbe Text",
  "same-pair": "dasselbe Paar steht schon in einer früheren Zeile",
  contradicted: "kein Duplikat laut dieser Zeile, aber laut anderen Zeilen doch",
  "not-tested": "kein Duplikat und nicht unter dem, was gemessen wird; trainiert wird nur mit Duplikaten",
  validation: "für die Validierung zurückgelegt",
  "outside-split": "weder bei den Zeilen zum Trainieren noch bei denen zum Testen",
  "not-utf8": "aus Bytes, die keine Zeichen sind, wurde �",
  "many-lines": "ein Feld in Anführungszeichen hat mehrere Zeilen",
  "further-texts": "weitere Positive oder Listen darin werden nicht benutzt",
};

/** @type {Record<OtherFile, string>} */
export const otherFiles = {
  zip: "ein ZIP-Archiv oder eine Tabellenkalkulation (.xlsx, .ods); entpacke sie oder speichere die Tabelle als CSV",
  archive: "ein Archiv; entpacke es und öffne die Datei mit den Paaren darin",
  gzip: "mit gzip gepackt, aber beschädigt oder abgeschnitten; lade oder packe sie neu",
  parquet: "eine Parquet-Datei; speichere die Tabelle als CSV oder JSON Lines",
  columnar: "eine Tabelle in einem binären Format (Arrow, ORC, Avro oder HDF5); speichere sie als CSV oder JSON Lines",
  arrays: "ein NumPy-Array, kein Text; Arrays werden zu zweit geöffnet, eines für jede Seite",
  pdf: "ein PDF; die Paare müssen CSV, TSV oder JSON Lines sein",
  office: "ein Office-Dokument; speichere die Tabelle als CSV",
  database: "eine Datenbank; speichere die Tabelle als CSV",
  picture: "ein Bild, ein Ton oder ein Film; die Paare müssen CSV, TSV oder JSON Lines sein",
  "web-page": "eine Webseite; speichere die Datei selbst, nicht die Seite, die sie zeigt",
  xml: "XML; speichere die Paare als CSV, TSV oder JSON Lines",
  json: 'JSON, aber keine Liste von Objekten mit einem Text je Frage; gib ein Objekt je Paar, wie pandas mit to_json(name, orient="records")',
  "json-lists": "JSON mit mehr als einer Liste von Zeilen; speichere jede als eigene Datei und öffne die zum Testen neben der zum Trainieren",
  "json-columns":
    'JSON mit einer Liste je Spalte, doch sie haben nicht dieselben Zeilen oder die Datei ist nicht vollständig; schreibe to_json(name, orient="records", lines=True) mit pandas',
  python: "eine Liste oder ein Dictionary, wie Python sie ausgibt; schreibe sie mit json.dump",
  pickle: "mit pickle geschrieben; schreibe sie mit to_csv(name, index=False) von pandas oder mit json.dump",
  pointer: "ein Zeiger von Git LFS, der für die Datei steht; lade die Datei selbst oder führe git lfs pull aus",
  arff: "eine Tabelle von Weka (ARFF); speichere sie als CSV",
  corpus:
    "ein Korpus von Dokumenten, keine Paare: füge seine Anfragen (queries.jsonl) und Urteile (qrels) über ihre Nummern zusammen; oder nenne question1 und question2, wenn jeder Titel und sein Text ein Paar sind",
  encoding: "Text in einer Kodierung, die weder UTF-8 noch UTF-16 noch Windows-1252 ist; speichere sie als UTF-8",
  binary: "kein Text; die Paare müssen CSV, TSV oder JSON Lines sein",
};

/** @type {Record<OtherArrays, string>} */
export const otherArrays = {
  empty: "leer; sie muss .npy, .npz oder .safetensors sein",
  hdf5: "HDF5, wie Keras ein Modell speichert; schreibe stattdessen numpy.savez(name, *model.get_weights()) und öffne diese .npz-Datei",
  pickle: "mit pickle geschrieben; schreibe stattdessen safetensors.torch.save_file(model.state_dict(), name) oder numpy.savez(name, …)",
  unknown: "weder .npy noch .npz noch .safetensors",
};

/** @type {Record<ArrayFault, string>} */
export const arrayFaults = {
  cut: "die Datei endet vorher",
  header: "der Kopf ist beschädigt",
  text: "der Text darin ist kein Unicode",
  packed: "der gepackte Inhalt ist beschädigt",
  checksum: "der Inhalt passt nicht zur Prüfsumme",
  method: "anders gepackt als mit Deflate",
  encrypted: "verschlüsselt",
  "too-large": "die Datei hat mehr als 268435456 Werte",
  twice: "die Datei hat zwei Arrays dieses Namens",
};

/** What a field takes. @type {Said<Allowed>} */
export const allowances = {
  number: ({ min, max }) => `eine Zahl von ${plain(min)} bis ${plain(max)}`,
  whole: ({ min, max }) => `eine ganze Zahl von ${min} bis ${max}`,
  count: () => "eine ganze Zahl ab 0",
  finite: () => "eine endliche Zahl",
  "not-negative": () => "eine Zahl ab 0",
  below: ({ high }) => `eine Zahl unter high = ${given(String(high))}`,
  after: ({ step }) => `ein Schritt nach ${step}`,
  "at-most": ({ most }) => `höchstens ${most}`,
  exactly: ({ count }) => `genau ${count}`,
  switch: () => "true oder false",
  "one-of": ({ names }) => `eines von ${given(names)}`,
  object: ({ fields }) => (fields ? `ein Objekt mit den Feldern ${fields}` : "ein Objekt"),
  list: () => "eine Liste",
  terms: ({ most }) => `eine Liste von 1 bis ${most} Termen`,
  "same-side": ({ count, question }) => `ein Float32Array der Länge ${count}: Der Verlust vergleicht die Fragen ${question} des Batches miteinander`,
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
  start: ({ names, encoder }) => `eines von ${given(names)}: So kann der Encoder „${encoder}“ anfangen`,
  "multiple-of-dim": ({ dim }) => `ein Vielfaches von dim = ${dim} außer 0`,
  "new-word": () => "ein Wort, das nicht schon weiter oben steht",
  "new-row": () => "eine Zeile, die kein anderes Wort hat",
  text: () => "ein Text",
  "shorter-words": ({ longest }) => `„safetensors“, wo ein Wort ${longest} Zeichen lang ist`,
  identity: ({ dim }) => `${dim}, so viele Zahlen, wie die Vektoren haben, wenn sie mit der Identität anfangen`,
  outcomes: () => "eine Liste von Paaren aus einem Lauf und seinem Ergebnis",
  column: () => "die Überschrift einer Spalte oder ihre Nummer, ab 1 gezählt",
  "label-column": () => "die Überschrift einer Spalte, ihre Nummer (ab 1 gezählt) oder null, wenn jede Zeile ein Duplikatpaar ist",
  delimiter: ({ most }) => `ein Text aus 1 bis ${most} Zeichen ohne Anführungszeichen und Zeilenumbruch`,
  labels: ({ bound }) => `eine Liste von Labels oder { ${bound}: Zahl }`,
  "other-than": ({ field }) => `etwas anderes als bei ${field}`,
  "not-above": ({ most }) => `höchstens ${most}, denn ab da sind zwei Duplikate`,
  split: () => "eine Spalte, ein Objekt mit train und test oder ein Objekt mit heldOut",
};

/** @param {Allowed} allowed */
const isAllowed = (allowed) => `erlaubt ist ${/** @type {(parts: Allowed) => string} */ (allowances[allowed.kind])(allowed)}`;

/** The beginning of a text that would hide the sentence around it. @param {string} text */
const short = (text) => (text.length > 200 ? `${text.slice(0, 200)}…` : text);

/** @type {Said<Problem>} */
export const problems = {
  value: ({ field, value, allowed }) => `${called(field)} ist ${given(value)}; ${isAllowed(allowed)}.`,
  length: ({ field, value, allowed }) => `Die Länge von ${called(field)} ist ${value}; ${isAllowed(allowed)}.`,
  missing: ({ field, allowed }) => `${called(field)} fehlt; ${isAllowed(allowed)}.`,
  unknown: ({ field, allowed }) => `${field} ist kein bekanntes Feld; bekannt sind hier ${allowed}.`,
  "not-plain": ({ field }) => `${field} ist kein einfaches Objekt aus Zahlen, Texten, Listen und Schaltern, oder es ist zu tief verschachtelt.`,
  "too-much-memory": ({ pairs, words, needs, most, fits }) =>
    `Ein Schritt mit ${pairs} Paaren von bis zu ${words} Wörtern braucht etwa ${megabytes(needs)} MB Speicher, zu haben sind höchstens ${megabytes(most)} MB; nimm ${called("batchSize")} höchstens ${fits}, oder verkleinere ${called("maxLength")} oder ${called("model.hiddenDim")}.`,
  "too-many-weights": ({ weights, most }) =>
    `Das Netz hätte ${weights} Gewichte, höchstens ${most} sind erlaubt; verkleinere ${called("model.embeddingDim")}, ${called("model.hiddenDim")} oder das Vokabular.`,
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
    `Die Datei hat keine zwei Spalten mit Fragen: Ihre erste Zeile ist „${row}“. Nenne sie question1 und question2, und trenne sie durch einen Tabulator oder was delimiter sagt; is_duplicate mit 0 oder 1 darf dazukommen.${row.includes("  ") ? " Wo Leerzeichen die Spalten trennen, ist delimiter zwei Leerzeichen." : row.includes(", ") ? " Wo ihre Kommas nicht die von Sätzen sind, ist delimiter ein Komma." : ""}`,
  "one-text": ({ column, text }) =>
    `Spalte ${column} sagt in jeder Zeile „${text}“, enthält also keine Fragen; nenne die Spalten der Fragen als question1 und question2.`,
  "label-in-text": ({ column, text }) =>
    `In jedem Text von Spalte ${column} scheint ein Label zu stehen, wie in „${text}“; gib ihm eine eigene Spalte, oder null als label, wenn jede Zeile ein Duplikatpaar ist.`,
  "other-quotes": ({ column, text }) =>
    `Spalte ${column} hat Anführungszeichen, die keine Felder umschließen, darum sind ihre Texte abgeschnitten, wie „${text}“; schreibe " um jeden, oder trenne die Spalten durch Tabulatoren. Wo sie zu den Texten gehören, sag quotes: false.`,
  "third-text": ({ column, question1, question2 }) =>
    `Die Spalten ${question1} und ${question2} sehen nach den beiden Fragen aus, doch auch Spalte ${column} enthält Texte, und nichts sagt, was sie sind. Als negative nenne sie, wenn sie etwas anderes fragen als Frage 1, oder null, wenn sie nicht gebraucht werden; question1 und question2 nennen die Spalten, die dasselbe fragen.`,
  "late-split": ({ column, rows, of }) =>
    `Spalte ${column} sagt train oder test, aber nur in ${rows} von ${of} Zeilen, und in keiner der ersten. Als split nenne sie, wenn sie sagt, wohin eine Zeile gehört (Zeilen ohne sie werden dann übergangen), oder null, wenn sie das nicht sagt.`,
  doubt: ({ column, values, numbers, others }) => {
    const named = values.slice(0, 8).map(({ value, count }) => `${value === "" ? "leer" : `„${short(value)}“`} (${count})`);
    const options = numbers ? "duplicate: { from: Zahl } und different: { below: Zahl }" : "duplicate und different, je einer Liste von Werten";
    return (
      `Spalte ${short(column)} sieht nach ${numbers ? "Bewertungen" : "Labels"} aus, doch nichts sagt, welche ihrer Werte Duplikate bedeuten: ` +
      `${named.join(", ")}${values.length > 8 ? ", …" : ""}. Sag es mit ${options}; oder nenne eine andere Spalte als label, ` +
      `oder null, wenn jede Zeile ein Duplikatpaar ist.${others.length > 0 ? ` Andere Spalten, die das Label sein könnten: ${short(others.join(", "))}.` : ""}`
    );
  },
  "lists-of-numbers": ({ question1, question2 }) =>
    `Die Spalten ${question1} und ${question2} enthalten Listen von Zahlen, keine Texte: Nimm fromVectors, oder öffne die Datei auf der Seite.`,
  "not-texts": ({ column }) =>
    `Die Datei ist JSON, und Spalte ${column} enthält Listen oder Objekte, wo Texte stehen müssten. Schreibe jede Frage als einen Text und jede von mehreren Antworten in eine eigene Zeile.`,
  "test-unlabelled": ({ label }) =>
    `Die Trainingsdatei hat Labels in Spalte ${label}, die Testdatei aber keine. Öffne eine Testdatei mit Labels, oder nenne als ihr label eine Spalte oder null, wenn jede ihrer Zeilen ein Paar von Duplikaten ist.`,
  "long-row": ({ line }) =>
    `Was in Zeile ${line} beginnt, ist länger als 1 MB; wahrscheinlich wird ein Anführungszeichen, das dort steht, nie geschlossen.`,
  "few-pairs": ({ rows, pairs, train, skipped }) =>
    `Von ${rows} gelesenen Zeilen sind ${pairs} als Paar brauchbar, ${train} davon zum Trainieren. Das braucht mindestens 2 Paare von Duplikaten, die Verschiedenes bedeuten.${skipped ? ` Häufigster Grund, eine Zeile auszulassen: ${reasons[skipped[0]]} (Zeile ${skipped[1]}).` : ""}`,
  "not-arrays": ({ what }) => `Die Datei ist ${otherArrays[what]}.`,
  "broken-array": ({ name, fault }) => `${name} ist nicht lesbar: ${arrayFaults[fault]}.`,
  "not-safetensors": () => "Die Datei ist keine .safetensors-Datei.",
  "no-run": () => "Die Datei enthält keinen gespeicherten Lauf; ist sie nur ein Modell?",
  "other-data": ({ saved, open }) =>
    `Der Lauf entstand mit anderen Daten (Prüfsumme ${saved}, die der geöffneten Daten ist ${open}); öffne zuerst seine Daten.`,
  "no-model": ({ found }) =>
    `Die Arrays der Datei sind kein Modell: ${found}. Ein Modell ist [V, D], [D, 4H], [H, 4H], [4H] wie in Keras; [V, D], [D+H, 4H], [4H] wie in Trax; [V, D], [4H, D], [4H, H], [4H], [4H] wie in PyTorch; oder ein einziges [D, H].`,
  "missing-array": ({ name, fits, layout, found }) => `Ein Modell wie in ${layout} hat auch ${name} ${fits}, die Datei hat aber nur ${found}.`,
  "other-order": ({ layout, found, fits }) =>
    `Die Arrays der Datei, ${found}, sind die eines Modells wie in ${layout}, ihre Reihenfolge muss aber ${fits} sein.`,
  "turned-array": ({ name, found, fits }) => `${name} ist ${found}, muss aber die Transponierte davon sein, ${fits}.`,
  "no-vocabulary": () => "Das Modell hat kein Vokabular, darum kann man es nichts fragen; öffne sein Vokabular dazu: ein Wort je Zeile oder JSON.",
  "no-steps": () => "Hier gibt es keine Wörter und keine Schritte zu sehen: Die Daten sind Vektoren.",
  "other-input": ({ vectors }) =>
    vectors
      ? "Die Daten sind Vektoren, der Encoder liest aber Wörter; nimm die lineare Abbildung."
      : "Die Daten sind Texte, die lineare Abbildung liest aber Vektoren; nimm das LSTM.",
  "no-vector": ({ text }) => `Keine Frage der Daten ist „${text}“: Wo die Daten Vektoren sind, haben nur ihre eigenen Fragen einen.`,
  "zero-vector": ({ name, line }) => `${name}, Zeile ${line}: Alle Zahlen des Vektors sind 0, er hat keine Richtung.`,
  "vector-number": ({ name, line, place, value }) => `${name}, Zeile ${line}: Zahl ${place} ist ${value}, muss aber endlich sein.`,
  "no-tensor": ({ name }) => `Der Datei fehlt der Tensor ${name}.`,
  "other-tensor": ({ name, found, expected }) => `${name} ist ${found}, muss aber ${expected} sein.`,
  "nothing-held-out": () =>
    "Es sind keine Duplikate zurückgehalten, an denen sich Verluste vergleichen ließen; öffne eine Datei mit mehr Duplikaten.",
  "two-outcomes": ({ loss, seed, asymmetry, steps }) =>
    `Startwert ${seed} von ${loss} (Asymmetrie ${given(asymmetry)}, ${steps} Schritte) hat zwei Ergebnisse: Nicht alles stammt von derselben Version.`,
};

/** @param {Problem} problem */
export const inGerman = (problem) => /** @type {(parts: Problem) => string} */ (problems[problem.kind])(problem);
