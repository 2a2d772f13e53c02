/** HTTP/1 heads as bytes: parsed in place by the letter of RFC 9112, rewritten in one piece. */
@NullMarked
package io.dimmer.wire.head;

import org.jspecify.annotations.NullMarked;
