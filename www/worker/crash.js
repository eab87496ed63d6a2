/** A trap leaves the instance in a state that nothing may be built on. @param {unknown} error */
export const isCrash = (error) => error instanceof WebAssembly.RuntimeError;
