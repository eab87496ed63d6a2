// What the workers' own threads have in common.

/** A task of its own for the other messages to come between, without the four milliseconds that a timer costs: gives back what asks for the act; asked for again before its turn, it is done once. @param {() => void} act */
export function taskOf(act) {
  const channel = new MessageChannel();
  let coming = false;
  channel.port1.onmessage = () => {
    coming = false;
    act();
  };
  return () => {
    if (coming) return;
    coming = true;
    channel.port2.postMessage(null);
  };
}

/** Other messages come between. @returns {Promise<void>} */
export const otherTasks = () =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });

/** Takes the lock that ends with this worker, however it ends, if locks are there: who waits for it hears of that. @param {string} name @param {() => void} held */
export function hold(name, held) {
  const forever = () => {
    held();
    return new Promise(() => {});
  };
  navigator.locks?.request(name, forever).catch(() => {});
}
