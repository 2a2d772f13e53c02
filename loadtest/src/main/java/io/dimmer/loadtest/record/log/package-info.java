/** The files of the standard HdrHistogram tools: the interval log, written while a run goes on and read back, and percentiles. */
@NullMarked
package io.dimmer.loadtest.record.log;

import org.jspecify.annotations.NullMarked;
