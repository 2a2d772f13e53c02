/** The metrics of the contract, for Prometheus. */
@NullMarked
package io.dimmer.measure.meter;

import org.jspecify.annotations.NullMarked;
