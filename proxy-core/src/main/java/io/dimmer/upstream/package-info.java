/** The running side of a version: endpoints, picker, requests in flight, what is left of a drain. */
@NullMarked
package io.dimmer.upstream;

import org.jspecify.annotations.NullMarked;
