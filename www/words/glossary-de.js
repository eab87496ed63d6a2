// Die Wörter des Fachs, wie die Seite sie benutzt, in je einem Satz.

/** @type {typeof import("./glossary-en.js").glossary} */
export const glossary = {
  pair: { term: "Paar", says: "Zwei Fragen, die dasselbe fragen: Frage 1 links, Frage 2 rechts." },
  vector: { term: "v1, v2", says: "Die Vektoren der Fragen 1 und 2, die der Encoder liefert, der Länge 1; die eines Batches sind [B, H]." },
  similarity: { term: "S, Ähnlichkeitsmatrix", says: "S_ij ist der Kosinus von Frage 1 des Paars i und Frage 2 des Paars j: v1 · v2ᵀ, [B, B]." },
  anchor: { term: "Anker", says: "Die Frage, von der ein Term ausgeht: Frage 1 seiner Zeile oder Frage 2 seiner Spalte." },
  positive: { term: "Positiv", says: "Die Ähnlichkeit eines Ankers mit seinem eigenen Partner: die Zelle auf der Diagonale." },
  negative: { term: "Negativ", says: "Die Ähnlichkeit eines Ankers mit einer Frage eines anderen Paars: eine Zelle neben der Diagonale." },
  mean: { term: "Mittleres Negativ", says: "Der Mittelwert aller Negative eines Ankers." },
  hardest: { term: "Nächstes (härtestes) Negativ", says: "Das größte der Negative eines Ankers." },
  "semi-hard": { term: "Halbhartes Negativ", says: "Das größte der Negative eines Ankers, die sein Positiv nicht übertreffen." },
  margin: {
    term: "Abstand (margin)",
    says: "Um wie viel ein Positiv ein Negativ übertreffen muss, damit das Paar nichts kostet, in Einheiten des Kosinus.",
  },
  hinge: { term: "Hinge", says: "[Abstand − Positiv + Negativ]₊: was zum Abstand fehlt, oder null." },
  term: { term: "Term", says: "Ein Hinge-Term für jeden Anker, mit einer Art von Negativ in einer Richtung und einem Gewicht." },
  active: {
    term: "Aktiv",
    says: "Ein Anker ist aktiv, wo sein Hinge-Term über null liegt: Er hält den Abstand nicht ein und bekommt einen Gradienten.",
  },
  rows: { term: "Entlang der Zeilen", says: "Frage 1 ist der Anker; seine Negative stehen in seiner Zeile von S." },
  columns: { term: "Entlang der Spalten", says: "Frage 2 ist der Anker; seine Negative stehen in seiner Spalte von S." },
  averaged: { term: "Gemittelt", says: "Ein Hinge-Term über den Mittelwert der Negative von Zeile und Spalte." },
  harder: { term: "Das härtere", says: "Ein Hinge-Term über das größere der Negative von Zeile und Spalte." },
  sides: {
    term: "A und C",
    says: "Die Seiten unter sich, A = v1 · v1ᵀ und C = v2 · v2ᵀ, je [B, B]: A_ij ist der Kosinus der Fragen 1 der Paare i und j, C_ij der ihrer Fragen 2.",
  },
  left: { term: "Nach links", says: "Frage 1 ist der Anker; seine Negative sind die anderen Fragen 1, in seiner Zeile von A." },
  right: { term: "Nach rechts", says: "Frage 2 ist der Anker; seine Negative sind die anderen Fragen 2, in seiner Zeile von C." },
  four: {
    term: "Vier Richtungen",
    says: "Zeilen, Spalten, links und rechts: je mit einem Viertel des Gewichts, oder die Kandidaten aller in einem Softmax.",
  },
  share: { term: "λ, Anteil der Zeilen", says: "λ · Zeilen + (1 − λ) · Spalten: Bei 1 sind es die Zeilen allein, bei 0 die Spalten allein." },
  "distance-swap": {
    term: "Distance Swap",
    says: "Ein Hinge-Term über das härtere von Zeile und rechts: TripletMarginLoss(swap=True) von PyTorch. Er ist kein Spaltenterm und tauscht keine Seiten.",
  },
  reduction: { term: "Reduktion", says: "Ob die Hinge-Terme der Anker summiert oder gemittelt werden." },
  asymmetry: {
    term: "Asymmetrie",
    says: "Wie sehr sich die beiden Richtungen unterscheiden: in S selbst oder darin, was von links nach rechts und umgekehrt gefunden wird.",
  },
  gradient: { term: "dS, dh", says: "Die Ableitung des Verlusts nach S oder nach einem verborgenen Zustand; sie hat dessen Form." },
  step: { term: "Schritt", says: "Ein Batch vorwärts und rückwärts und eine Bewegung der Gewichte durch Adam." },
  batch: { term: "Batch", says: "Die B Paare eines Schritts, nie zwei aus einem Cluster." },
  epoch: { term: "Epoche", says: "Einmal durch alle Trainingspaare." },
  seed: {
    term: "Startwert",
    says: "Die Zahl, aus der aller Zufall kommt: Gleicher Startwert, gleiche Daten und Einstellungen ergeben denselben Lauf, bis aufs Bit.",
  },
  "held-out": { term: "Zurückgehalten", says: "Paare, die das Training nie sieht; die Kurven der Trefferquote und die Werte sind ihre." },
  recall: { term: "Recall@1", says: "Der Anteil der zurückgehaltenen Fragen, deren ähnlichste Frage auf der anderen Seite ihr Partner ist." },
  threshold: { term: "Schwelle", says: "Die Ähnlichkeit, ab der zwei Fragen als Duplikate gelten." },
  collapse: { term: "Kollaps", says: "Alle Fragen haben fast denselben Vektor: S hat eine einzige Farbe, und nichts lässt sich unterscheiden." },
  cluster: { term: "Cluster", says: "Fragen, die Duplikate voneinander sind, unmittelbar oder über andere." },
  further: {
    term: "Weiteres Negativ",
    says: "Ein Text neben den Paaren eines Batches, der nach den Daten kein Duplikat ist: Kandidat der Zeilen und sonst nichts. K davon machen S zu [B, B + K].",
  },
  "sign-test": { term: "Vorzeichentest", says: "Wie oft zwei gleich gute Verluste sich in so vielen Startwerten in eine Richtung unterschieden." },
  tuning: {
    term: "Abstimmen",
    says: "Jeder Verlust bekommt vor dem Vergleich die Lernrate, die mit anderen Startwerten und auf anderen eingebauten Fragen die beste für ihn ist.",
  },
  sequential: {
    term: "Sequenzieller Test",
    says: "Ein Test, dessen p gilt, wann immer man hinsieht: Ein Vergleich darf enden, sobald er entschieden ist oder es mit den übrigen Startwerten nicht mehr werden kann.",
  },
};
