package io.dimmer.config.file;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Prints maps, lists, texts, numbers and flags as YAML 1.2 that {@link ConfigReader} reads back: what is small stands on
 * one line, texts that look like something else stand in quotes.
 */
final class YamlPrinter {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./][A-Za-z0-9_./:%+@^~=-]*(?<!:)");
    private static final Pattern AMBIGUOUS = Pattern.compile(
            "(?i)true|false|null|~|[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)(e[-+]?[0-9]+)?|0x[0-9a-f]+|0o[0-7]+|\\.inf|\\.nan");

    private final StringBuilder out = new StringBuilder();
    private final Map<String, String> comments;

    private YamlPrinter(Map<String, String> comments) {
        this.comments = comments;
    }

    /**
     * Prints a tree.
     *
     * @param comments by the dotted path of a key: each stands at the end of its line
     */
    static String print(Map<String, ?> tree, Map<String, String> comments) {
        YamlPrinter printer = new YamlPrinter(comments);
        printer.mapping(tree, "", "");
        return printer.out.toString();
    }

    private void mapping(Map<?, ?> map, String indent, String path) {
        map.forEach((key, value) -> {
            String below = path.isEmpty() ? String.valueOf(key) : path + "." + key;
            out.append(indent);
            entry(String.valueOf(key), value, indent, below);
        });
    }

    private void entry(String key, Object value, String indent, String path) {
        String comment = comments.containsKey(path) ? "  # " + comments.get(path) : "";
        out.append(key(key)).append(':');
        if (isSmall(value)) {
            out.append(' ').append(flow(value)).append(comment).append('\n');
            return;
        }
        out.append(comment).append('\n');
        if (value instanceof Map<?, ?> map) {
            mapping(map, indent + "  ", path);
        } else {
            items((Collection<?>) value, indent + "  ", path);
        }
    }

    private void items(Collection<?> items, String indent, String path) {
        for (Object item : items) {
            out.append(indent).append("- ");
            if (isSmall(item)) {
                out.append(flow(item)).append('\n');
            } else {
                firstOnTheLineOfTheDash((Map<?, ?>) item, indent + "  ", path);
            }
        }
    }

    private void firstOnTheLineOfTheDash(Map<?, ?> map, String indent, String path) {
        Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
        for (String lead = ""; entries.hasNext(); lead = indent) {
            Map.Entry<?, ?> entry = entries.next();
            out.append(lead);
            entry(String.valueOf(entry.getKey()), entry.getValue(), indent, path);
        }
    }

    /** Scalars, lists of scalars, and maps with one such entry. */
    private static boolean isSmall(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.size() <= 1
                    && map.values().stream().allMatch(below -> !(below instanceof Map) && isSmall(below));
        }
        return !(value instanceof Collection<?> items)
                || items.stream().noneMatch(item -> item instanceof Map || item instanceof List);
    }

    private static String flow(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> key(String.valueOf(entry.getKey())) + ": " + flow(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof Collection<?> items) {
            return items.stream().map(YamlPrinter::flow).collect(Collectors.joining(", ", "[", "]"));
        }
        return value instanceof String text ? text(text) : value.toString();
    }

    /** A value: what looks like a variable in it is meant literally. */
    private static String text(String raw) {
        return key(raw.replace("${", "$${"));
    }

    /** A key: there are no variables in keys. */
    private static String key(String text) {
        boolean plain =
                PLAIN.matcher(text).matches() && !AMBIGUOUS.matcher(text).matches();
        return plain ? text : quoted(text);
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
            } else if (c < ' ' || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 || c == 0xFEFF) {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                quoted.appendCodePoint(c);
            }
        });
        return quoted.append('"').toString();
    }
}
