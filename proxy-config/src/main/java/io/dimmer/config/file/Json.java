package io.dimmer.config.file;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Prints maps, lists, texts, numbers and flags as JSON (RFC 8259), indented by two. */
final class Json {
    private final StringBuilder out = new StringBuilder();

    private Json() {}

    static String print(Object value) {
        Json json = new Json();
        json.value(value, 0);
        return json.out.append('\n').toString();
    }

    private void value(Object value, int depth) {
        if (value instanceof Map<?, ?> map) {
            object(map, depth);
        } else if (value instanceof Collection<?> items) {
            array(items, depth);
        } else if (value instanceof Number || value instanceof Boolean) {
            out.append(value);
        } else {
            text(value.toString());
        }
    }

    private void object(Map<?, ?> map, int depth) {
        String separator = "{\n";
        for (Map.Entry<?, ?> entry : ordered(map).entrySet()) {
            out.append(separator);
            indent(depth + 1);
            text(String.valueOf(entry.getKey()));
            out.append(": ");
            value(entry.getValue(), depth + 1);
            separator = ",\n";
        }
        end(map.isEmpty(), "{}", "}", depth);
    }

    /** The same text in every process: maps without an order of their own are sorted. */
    private static Map<?, ?> ordered(Map<?, ?> map) {
        return map instanceof LinkedHashMap || map instanceof SortedMap ? map : new TreeMap<>(map);
    }

    private void array(Collection<?> items, int depth) {
        String separator = "[\n";
        for (Object item : items) {
            out.append(separator);
            indent(depth + 1);
            value(item, depth + 1);
            separator = ",\n";
        }
        end(items.isEmpty(), "[]", "]", depth);
    }

    private void end(boolean empty, String whole, String bracket, int depth) {
        if (empty) {
            out.append(whole);
            return;
        }
        out.append('\n');
        indent(depth);
        out.append(bracket);
    }

    private void indent(int depth) {
        out.append("  ".repeat(depth));
    }

    private void text(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            character(text.charAt(i));
        }
        out.append('"');
    }

    private void character(char c) {
        if (c == '"' || c == '\\') {
            out.append('\\').append(c);
        } else if (c < ' ') {
            out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
        } else {
            out.append(c);
        }
    }
}
