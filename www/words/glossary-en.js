// The words of the field as the page uses them, one sentence each. docs/glossary.md is made of this file.

/** @typedef {"pair" | "vector" | "similarity" | "anchor" | "positive" | "negative" | "mean" | "hardest" | "semi-hard" | "margin" | "hinge" | "term" | "active" | "rows" | "columns" | "averaged" | "harder" | "sides" | "left" | "right" | "four" | "share" | "distance-swap" | "reduction" | "asymmetry" | "gradient" | "step" | "batch" | "epoch" | "seed" | "held-out" | "recall" | "threshold" | "collapse" | "cluster" | "further" | "sign-test" | "tuning" | "sequential"} Term */

/** @type {Record<Term, {term: string, says: string}>} */
export const glossary = {
  pair: { term: "Pair", says: "Two questions that ask the same: question 1 on the left, question 2 on the right." },
  vector: { term: "v1, v2", says: "The encoder's vectors of question 1 and question 2, of length 1; a batch's are [B, H]." },
  similarity: { term: "S, similarity matrix", says: "S_ij is the cosine of question 1 of pair i and question 2 of pair j: v1 · v2ᵀ, [B, B]." },
  anchor: { term: "Anchor", says: "The question that a term compares with others: question 1 of its row, or question 2 of its column." },
  positive: { term: "Positive", says: "The similarity of an anchor and its own partner: the cell on the diagonal." },
  negative: { term: "Negative", says: "The similarity of an anchor and a question of another pair: a cell off the diagonal." },
  mean: { term: "Mean negative", says: "The mean of all of an anchor's negatives." },
  hardest: { term: "Closest (hardest) negative", says: "The largest of an anchor's negatives." },
  "semi-hard": { term: "Semi-hard negative", says: "The largest of an anchor's negatives that do not exceed its positive." },
  margin: { term: "Margin", says: "By how much a positive must exceed a negative for the hinge to be zero, in units of the cosine." },
  hinge: { term: "Hinge", says: "[margin − positive + negative]₊: how far the pair falls short of the margin, or zero." },
  term: { term: "Term", says: "A hinge for every anchor, with one kind of negative in one direction, and a weight." },
  active: { term: "Active", says: "An anchor is active where its hinge is above zero: it violates the margin and gets a gradient." },
  rows: { term: "Along rows", says: "Question 1 is the anchor; its negatives are the other cells of its row of S." },
  columns: { term: "Along columns", says: "Question 2 is the anchor; its negatives are the other cells of its column of S." },
  averaged: { term: "Averaged", says: "One hinge over the mean of the row's and the column's negative." },
  harder: { term: "Harder", says: "One hinge over the larger of the row's and the column's negative." },
  sides: {
    term: "A and C",
    says: "The sides among themselves, A = v1 · v1ᵀ and C = v2 · v2ᵀ, [B, B] each: A_ij is the cosine of the questions 1 of the pairs i and j, C_ij that of their questions 2.",
  },
  left: { term: "Along left", says: "Question 1 is the anchor; its negatives are the other questions 1, the other cells of its row of A." },
  right: { term: "Along right", says: "Question 2 is the anchor; its negatives are the other questions 2, the other cells of its row of C." },
  four: { term: "Four directions", says: "Rows, columns, left and right: a quarter of the weight each, or the candidates of all in one softmax." },
  share: { term: "λ, share of rows", says: "λ · rows + (1 − λ) · columns: 1 is rows alone, 0 is columns alone." },
  "distance-swap": {
    term: "Distance swap",
    says: "One hinge over the harder of row and right: TripletMarginLoss(swap=True) of PyTorch. It is no column term, and it exchanges no sides.",
  },
  reduction: { term: "Reduction", says: "Whether the anchors' hinges are added up or averaged." },
  asymmetry: {
    term: "Asymmetry",
    says: "How much the two directions differ: in S itself, or in what is found from question 1 to question 2 and back.",
  },
  gradient: { term: "dS, dh", says: "The derivative of the loss with respect to S, or to a hidden state, of the same shape." },
  step: { term: "Step", says: "One batch forward and back, and one update of the weights by Adam." },
  batch: { term: "Batch", says: "The B pairs of a step, no two of them from the same cluster." },
  epoch: { term: "Epoch", says: "One pass over all training pairs." },
  seed: { term: "Seed", says: "The number that fixes everything random: the same seed, data and settings give the same run, to the bit." },
  "held-out": { term: "Held out", says: "Pairs that training never sees; recall and scores are measured on them." },
  recall: { term: "Recall@1", says: "The share of held-out questions whose most similar question on the other side is their partner." },
  threshold: { term: "Threshold", says: "The similarity above which two questions are called duplicates." },
  collapse: { term: "Collapse", says: "All questions have nearly the same vector: S is one colour, and no question can be told from another." },
  cluster: { term: "Cluster", says: "Questions that are duplicates of each other, directly or through others." },
  further: {
    term: "Further negative",
    says: "A text that the data say is no duplicate, beside a batch's pairs: a candidate of the rows and of nothing else. K of them make S [B, B + K].",
  },
  "sign-test": { term: "Sign test", says: "The probability that two equally good losses would split the seeds at least this unevenly." },
  tuning: {
    term: "Tuning",
    says: "Each loss gets the learning rate that is best for it with other seeds, and on other built-in questions, before losses are compared.",
  },
  sequential: {
    term: "Sequential test",
    says: "A test whose p holds whenever one looks, so that a comparison may stop as soon as it is decided, or cannot be with the seeds that are left.",
  },
};
