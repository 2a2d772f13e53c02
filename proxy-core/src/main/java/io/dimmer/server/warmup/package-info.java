/** Lets the compiler see requests before users send any: a proxy of its own, with its own client and upstream. */
@NullMarked
package io.dimmer.server.warmup;

import org.jspecify.annotations.NullMarked;
