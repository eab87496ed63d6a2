// A lock that ends with this worker, however it ends: who waits for it hears of that.

/** Takes it, if locks are there. @param {string} name @returns {Promise<boolean>} */
export const holds = (name) =>
  new Promise((resolve) => {
    const held = () => {
      resolve(true);
      return new Promise(() => {});
    };
    navigator.locks?.request(name, held).catch(() => resolve(false)) ?? resolve(false);
  });
