/** One watched version over time: ticks become blocks, blocks evidence, and the first drain stays. */
@NullMarked
package io.dimmer.judge.trial;

import org.jspecify.annotations.NullMarked;
