package io.dimmer.accesslog;

import java.time.Instant;

/** One line of text, its fields in a fixed order with spaces between; {@code -} where there is none. */
final class TextLine extends LineFormat {
    TextLine(Names names, UserHash users) {
        super(names, users);
    }

    @Override
    void write(Line line, Instant begun, StringBuilder to) {
        to.append(time(begun));
        field(to, network(line.client));
        field(to, line.method());
        field(to, line.host());
        field(to, line.path());
        to.append(' ').append(line.status);
        field(to, outcome(line.outcome));
        field(to, fault(line.outcome));
        field(to, names.route(line.route));
        field(to, names.service(line.service));
        field(to, names.version(line.version));
        field(to, reason(line));
        field(to, seconds(line.endNanos - line.startNanos));
        field(to, line.upstreamNanos < 0 ? "" : seconds(line.upstreamNanos));
        to.append(' ').append(line.bytes);
        field(to, line.keyed ? users.of(line.keyHash) : "");
        field(to, line.id());
        to.append('\n');
    }

    /** Whatever is no plain character is percent-encoded, so that a field is always one word. */
    private static void field(StringBuilder to, String value) {
        to.append(' ');
        if (value.isEmpty()) {
            to.append('-');
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c <= ' ' || c > '~') {
                to.append('%')
                        .append(Character.toUpperCase(Character.forDigit((c >> 4) & 0xF, 16)))
                        .append(Character.toUpperCase(Character.forDigit(c & 0xF, 16)));
            } else {
                to.append(c);
            }
        }
    }
}
