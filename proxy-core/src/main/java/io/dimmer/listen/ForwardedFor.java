package io.dimmer.listen;

import io.dimmer.exchange.RequestHead;
import io.dimmer.wire.head.HeaderNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code Forwarded} (RFC 7239 §4): the nodes of its {@code for} parameters, in the order in which proxies wrote
 * them. Stateless.
 */
final class ForwardedFor {
    /** Elements that are looked at; nobody has more proxies. */
    private static final int MOST = 64;

    private static final String UNKNOWN = "unknown";

    private ForwardedFor() {}

    /**
     * The nodes as they are written, quotes taken away.
     *
     * @return null when the header cannot be read: then nothing in it is believed
     */
    static @Nullable List<String> nodes(RequestHead head) {
        List<String> nodes = new ArrayList<>();
        int field = head.find(HeaderNames.FORWARDED, 0);
        while (field >= 0) {
            if (!read(head.text(head.valueStart(field), head.valueEnd(field)), nodes)) {
                return null;
            }
            field = head.find(HeaderNames.FORWARDED, field + 1);
        }
        return nodes;
    }

    private static boolean read(String value, List<String> nodes) {
        int at = 0;
        while (at <= value.length()) {
            int end = elementEnd(value, at);
            if (end < 0 || nodes.size() == MOST) {
                return false;
            }
            String node = node(value.substring(at, end));
            if (node == null) {
                return false;
            }
            nodes.add(node);
            at = end + 1;
        }
        return true;
    }

    /** The comma after an element that is not inside quotes, or the end; -1 when a quote stays open. */
    private static int elementEnd(String value, int from) {
        return end(value, from, ',');
    }

    private static int end(String value, int from, char separator) {
        boolean quoted = false;
        for (int at = from; at < value.length(); at++) {
            char c = value.charAt(at);
            if (quoted && c == '\\') {
                at++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                return at;
            }
        }
        return quoted ? -1 : value.length();
    }

    /** The node of one element, {@code unknown} where it has none; null when it is no element. */
    private static @Nullable String node(String element) {
        String node = UNKNOWN;
        boolean found = false;
        int at = 0;
        while (at < element.length()) {
            int end = end(element, at, ';');
            String pair = element.substring(at, end).strip();
            int equals = pair.indexOf('=');
            if (!pair.isEmpty() && equals < 1) {
                return null;
            }
            if (!pair.isEmpty()
                    && pair.substring(0, equals).toLowerCase(Locale.ROOT).equals("for")) {
                if (found) {
                    return null;
                }
                found = true;
                node = unquoted(pair.substring(equals + 1));
            }
            at = end + 1;
        }
        return node;
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1).replace("\\", "") : value;
    }
}
