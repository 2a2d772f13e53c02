/** Summaries that can be added up: latencies and users, small while there are few. */
@NullMarked
package io.dimmer.measure.sketch;

import org.jspecify.annotations.NullMarked;
