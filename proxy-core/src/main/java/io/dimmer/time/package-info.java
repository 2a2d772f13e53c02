/** The only place that knows what time it is: elapsed nanoseconds, timers, and how HTTP writes a moment. */
@NullMarked
package io.dimmer.time;

import org.jspecify.annotations.NullMarked;
