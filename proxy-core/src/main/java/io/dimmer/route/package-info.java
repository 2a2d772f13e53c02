/** Finding the route of a request head in an immutable table. */
@NullMarked
package io.dimmer.route;

import org.jspecify.annotations.NullMarked;
