package io.dimmer.wire.oracle;

import java.util.List;

/**
 * What a reader made of a stream of bytes.
 *
 * @param messages in their order; only the last may be incomplete
 * @param refused true when it stopped at something that it does not take
 * @param forwarded what goes on to the other side, a character for each byte
 */
record Reading(List<Message> messages, boolean refused, String forwarded) {}
