/** A reason, the one it belongs to, and the one above that; the desk refuses more. */
export const reasonLevels = 3
