/** Connections to endpoints, pooled per event loop. */
@NullMarked
package io.dimmer.upstream.connect;

import org.jspecify.annotations.NullMarked;
