package io.dimmer.exchange;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Heads for tests, written as a request is. */
public final class TestHead {
    private TestHead() {}

    /**
     * A head from its lines: {@code GET /path?query}, then {@code Name: value}; Host may be anywhere.
     *
     * @param requestLine method and target, or a target alone for GET
     */
    public static RequestHead of(String requestLine, String... fields) {
        int space = requestLine.indexOf(' ');
        String method = space < 0 ? "GET" : requestLine.substring(0, space);
        String target = requestLine.substring(space + 1);
        List<Map.Entry<String, String>> all =
                Arrays.stream(fields).map(TestHead::field).toList();
        String host = all.stream()
                .filter(field -> field.getKey().equalsIgnoreCase("Host"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
        return TextHead.of(
                method,
                target,
                host,
                all.stream()
                        .filter(field -> !field.getKey().equalsIgnoreCase("Host"))
                        .toList());
    }

    private static Map.Entry<String, String> field(String line) {
        int colon = line.indexOf(':');
        return Map.entry(line.substring(0, colon), line.substring(colon + 1).strip());
    }
}
