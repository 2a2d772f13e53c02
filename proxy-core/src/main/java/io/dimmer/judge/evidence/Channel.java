package io.dimmer.judge.evidence;

/**
 * One event type as seen by comparisons or by limits. Each channel remembers spent users on its own, because limits see
 * more requests than comparisons.
 *
 * @param type number of the event type, 0 to 11
 * @param drawnOnly whether only requests count whose version was drawn by lot
 */
record Channel(int type, boolean drawnOnly) {}
