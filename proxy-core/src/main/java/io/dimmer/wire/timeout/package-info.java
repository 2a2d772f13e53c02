/** Timeouts as lists: one for each distinct duration of an event loop, in order of arrival, one coarse tick for all. */
@NullMarked
package io.dimmer.wire.timeout;

import org.jspecify.annotations.NullMarked;
