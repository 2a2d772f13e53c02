package io.dimmer.accesslog;

import java.time.Instant;

/** One JSON object a line (RFC 8259, in the manner of JSON lines). */
final class JsonLine extends LineFormat {
    JsonLine(Names names, UserHash users) {
        super(names, users);
    }

    @Override
    void write(Line line, Instant begun, StringBuilder to) {
        to.append("{\"time\":\"").append(time(begun)).append('"');
        text(to, "id", line.id());
        text(to, "client", network(line.client));
        if (line.keyed) {
            text(to, "user", users.of(line.keyHash));
        }
        text(to, "method", line.method());
        text(to, "host", line.host());
        text(to, "path", line.path());
        text(to, "route", names.route(line.route));
        text(to, "service", names.service(line.service));
        text(to, "version", names.version(line.version));
        text(to, "reason", reason(line));
        to.append(",\"status\":").append(line.status);
        text(to, "outcome", outcome(line.outcome));
        text(to, "fault", fault(line.outcome));
        to.append(",\"seconds\":").append(seconds(line.endNanos - line.startNanos));
        if (line.upstreamNanos >= 0) {
            to.append(",\"upstreamSeconds\":").append(seconds(line.upstreamNanos));
        }
        to.append(",\"bytes\":").append(line.bytes);
        flag(to, "sampled", line.sampled);
        flag(to, "run", line.run);
        flag(to, "cut", line.isCut());
        to.append("}\n");
    }

    private static void flag(StringBuilder to, String name, boolean holds) {
        if (holds) {
            to.append(",\"").append(name).append("\":true");
        }
    }

    private static void text(StringBuilder to, String name, String value) {
        to.append(",\"").append(name).append("\":\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                to.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                to.append("\\u00")
                        .append(Character.forDigit((c >> 4) & 0xF, 16))
                        .append(Character.forDigit(c & 0xF, 16));
            } else {
                to.append(c);
            }
        }
        to.append('"');
    }
}
