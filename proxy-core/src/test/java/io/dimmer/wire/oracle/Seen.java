package io.dimmer.wire.oracle;

import io.dimmer.wire.head.AnswerTo;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A whole message as Netty reads it.
 *
 * @param start request line or status line, one space between its parts
 * @param fields names and values in their order
 * @param payload of its body, a character for each byte
 * @param trailers names and values in their order
 */
public record Seen(String start, List<String> fields, String payload, List<String> trailers) {
    /** The whole requests among these bytes. */
    public static List<Seen> requests(String bytes) {
        return seen(OracleReader.requests(bytes.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** The whole answers among these bytes. */
    public static List<Seen> answers(String bytes, boolean toHead) {
        AnswerTo answerTo = toHead ? AnswerTo.HEAD : AnswerTo.OTHER;
        return seen(OracleReader.answers(bytes.getBytes(StandardCharsets.ISO_8859_1), answerTo));
    }

    private static List<Seen> seen(Reading reading) {
        return reading.messages().stream()
                .filter(Message::complete)
                .map(message -> new Seen(message.start(), message.fields(), message.payload(), message.trailers()))
                .toList();
    }
}
