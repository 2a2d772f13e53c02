/** Fake upstreams whose delay, errors, resets and slow bodies can be changed while running. */
@NullMarked
package io.dimmer.loadtest.target;

import org.jspecify.annotations.NullMarked;
