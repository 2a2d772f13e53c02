/** The only place that knows what time it is: elapsed nanoseconds and timers. */
@NullMarked
package io.dimmer.time;

import org.jspecify.annotations.NullMarked;
