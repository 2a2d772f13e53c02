/** Looks at the proxy's admin port while it is loaded: what people and the guard changed, and which builds ran. */
@NullMarked
package io.dimmer.loadtest.watch;

import org.jspecify.annotations.NullMarked;
