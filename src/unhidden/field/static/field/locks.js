// One at a time: of all tabs of this phone, or of one page.
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

/**
 * One after the other, of one page: an autosave waits for the last one, and for a photo.
 * @template T
 * @param {{busy: Promise<unknown>}} draft
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export function inTurn(draft, work) {
  const turn = draft.busy.then(work, work);
  draft.busy = turn.catch(() => {});
  return turn;
}
