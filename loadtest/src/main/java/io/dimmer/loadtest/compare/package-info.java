/** Differences with their intervals: between two versions of one run, and between two runs. */
@NullMarked
package io.dimmer.loadtest.compare;

import org.jspecify.annotations.NullMarked;
