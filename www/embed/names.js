// What a setting is called in an element: `adam.learningRate` is the attribute `adam-learning-rate` and the property `adamLearningRate`.

/** @param {string} key */
export const attributeOf = (key) => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).replaceAll(".", "-");
/** @param {string} key */
export const propertyOf = (key) => key.replace(/\.(.)/g, (_, letter) => letter.toUpperCase());

/** What else can be set. */
export const OWN = ["link", "lesson", "data", "reading", "views", "hide"];
/** The switches of views; `view.sort` is the order of the matrix. @param {{key: string, kind: string}} setting */
export const isView = ({ key, kind }) => key.startsWith("view.") && kind === "switch";
