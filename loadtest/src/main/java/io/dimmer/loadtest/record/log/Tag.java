package io.dimmer.loadtest.record.log;

import io.dimmer.loadtest.record.Label;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The name of a series in a log: {@code all}, {@code version.canary}, {@code reason.hash}; with {@code .sending} after it the
 * same from the moment of sending. The first of them carries no tag, so that tools which know of none show it.
 *
 * @param fromSending whether it counts from the sending and not from the planned moment
 */
record Tag(Label label, boolean fromSending) {
    private static final String SENDING = ".sending";

    /** The text of the tag; empty for all requests from the planned moment. */
    Optional<String> text() {
        if (label.equals(Label.ALL)) {
            return fromSending ? Optional.of("all" + SENDING) : Optional.empty();
        }
        // A tag holds neither commas nor blanks nor line ends.
        String value = URLEncoder.encode(label.value(), StandardCharsets.UTF_8);
        return Optional.of(label.kind() + "." + value + (fromSending ? SENDING : ""));
    }

    static Tag of(String text) {
        boolean fromSending = text.endsWith(SENDING);
        String label = fromSending ? text.substring(0, text.length() - SENDING.length()) : text;
        int dot = label.indexOf('.');
        return dot < 0
                ? new Tag(Label.ALL, fromSending)
                : new Tag(
                        new Label(
                                label.substring(0, dot),
                                URLDecoder.decode(label.substring(dot + 1), StandardCharsets.UTF_8)),
                        fromSending);
    }
}
