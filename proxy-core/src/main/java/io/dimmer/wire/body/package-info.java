/** HTTP/1 body framing as bytes: where a message ends, and what of it may be handed on as it arrived. */
@NullMarked
package io.dimmer.wire.body;

import org.jspecify.annotations.NullMarked;
