/** The plan: a monotonic sequence of moments; constant, ramp, steps, Poisson with a given seed. */
@NullMarked
package io.dimmer.loadtest.schedule;

import org.jspecify.annotations.NullMarked;
