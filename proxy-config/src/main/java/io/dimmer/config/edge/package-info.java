/** Listeners, admin, probes, limits, routes and matches. */
@NullMarked
package io.dimmer.config.edge;

import org.jspecify.annotations.NullMarked;
