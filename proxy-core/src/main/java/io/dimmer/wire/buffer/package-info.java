/** The buffers of one event loop that are used again and again: the one that is read into, the one for small answers. */
@NullMarked
package io.dimmer.wire.buffer;

import org.jspecify.annotations.NullMarked;
