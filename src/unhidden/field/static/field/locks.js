// One at a time, of all tabs of this phone.
// @ts-check

/**
 * Wait for one's turn.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export function exclusive(name, work) {
  return /** @type {Promise<T>} */ (navigator.locks.request(name, work));
}

/**
 * Do it unless another does; gives undefined then.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @returns {Promise<T|undefined>}
 */
export function ifFree(name, work) {
  const asked = navigator.locks.request(
    name, { ifAvailable: true }, (lock) => (lock ? work() : undefined),
  );
  return /** @type {Promise<T|undefined>} */ (asked);
}
