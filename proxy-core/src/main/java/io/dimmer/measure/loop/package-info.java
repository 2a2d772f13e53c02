/** What one event loop writes down: counters, latencies, facts; single writer, no locks. */
@NullMarked
package io.dimmer.measure.loop;

import org.jspecify.annotations.NullMarked;
