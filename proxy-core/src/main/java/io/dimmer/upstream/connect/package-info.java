/** Connections to endpoints: pools per event loop, and the names of endpoints resolved off the loops. */
@NullMarked
package io.dimmer.upstream.connect;

import org.jspecify.annotations.NullMarked;
