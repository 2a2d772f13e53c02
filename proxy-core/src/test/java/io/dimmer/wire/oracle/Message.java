package io.dimmer.wire.oracle;

import java.util.List;

/**
 * What a reader made of one message.
 *
 * @param start request line or status line, one space between its parts
 * @param fields names and values in their order
 * @param payload of the body as far as it was read, a character for each byte
 * @param trailers names and values in their order, where the reader tells them
 * @param complete true when its end was seen
 */
record Message(String start, List<String> fields, String payload, List<String> trailers, boolean complete) {}
