/** Simulated rollouts: how many requests a drain takes, and how often a healthy version is drained. */
@NullMarked
package io.dimmer.judge.simulate;

import org.jspecify.annotations.NullMarked;
