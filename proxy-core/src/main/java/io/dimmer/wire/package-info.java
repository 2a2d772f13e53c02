/** What every room that touches the network shares: transport, HTTP/1 heads and body framing as bytes, local replies. */
@NullMarked
package io.dimmer.wire;

import org.jspecify.annotations.NullMarked;
