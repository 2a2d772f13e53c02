/** Frames of WebSocket connections, as far as a tunnel has to know them. */
@NullMarked
package io.dimmer.wire.websocket;

import org.jspecify.annotations.NullMarked;
