/** The only place of the load tester that knows what time it is: elapsed nanoseconds, and an alarm that rings at a moment. */
@NullMarked
package io.dimmer.loadtest.time;

import org.jspecify.annotations.NullMarked;
