/** What adds up: blocks of facts, risk sets of users, and the evidence that the blocks leave in every epoch. */
@NullMarked
package io.dimmer.judge.evidence;

import org.jspecify.annotations.NullMarked;
