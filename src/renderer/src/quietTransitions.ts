/**
 * Keeps the starts of CSS transitions from React Aria, which notes each in a map until its end and never hears the end when
 * an element is removed while two or more of its properties move (it listens for one 'transitioncancel' only): every view
 * left by a press stayed in memory with all its nodes. It would use the map to delay a screen reader's focus on iOS.
 */
export function quietTransitions(target: EventTarget = window): void {
  target.addEventListener('transitionrun', (event) => { event.stopPropagation() }, { capture: true })
}
