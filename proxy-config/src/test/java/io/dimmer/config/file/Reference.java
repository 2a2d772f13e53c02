package io.dimmer.config.file;

import io.dimmer.config.file.model.Key;
import io.dimmer.config.file.model.Section;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The reference of all keys, made of the description that reads them: one table for each section, outside in. */
final class Reference {
    /** Its keys are those of a service, which are explained there. */
    private static final String DEFAULTS = "defaults";

    private final Map<String, Part> parts = new LinkedHashMap<>();
    private final StringBuilder out = new StringBuilder();

    /** A section, and the first path that leads to it. */
    private record Part(String path, Section<?> section) {
        String heading() {
            return path.isEmpty() ? "The file" : "`" + path + "`";
        }

        /** As GitHub makes it of the heading. */
        String anchor() {
            return heading()
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^a-z0-9 -]", "")
                    .replace(' ', '-');
        }

        Part below(Key<?> key, Section<?> next) {
            String full = path.isEmpty() ? key.name() : path + "." + key.name();
            return new Part(full + key.type().step(), next);
        }
    }

    static String markdown(Section<?> file) {
        Reference reference = new Reference();
        reference.collect(new Part("", file));
        reference.parts.values().forEach(reference::write);
        return reference.out.toString();
    }

    private void collect(Part root) {
        Deque<Part> waiting = new ArrayDeque<>();
        waiting.add(root);
        while (!waiting.isEmpty()) {
            Part part = waiting.remove();
            boolean isNew = parts.putIfAbsent(part.section().title(), part) == null;
            if (isNew && !part.section().title().equals(DEFAULTS)) {
                for (Key<?> key : part.section().keys()) {
                    key.type().sections().forEach(next -> waiting.add(part.below(key, next)));
                }
            }
        }
    }

    private void write(Part part) {
        out.append("\n## ").append(part.heading()).append("\n\n");
        out.append(part.section().meaning()).append("\n\n");
        out.append("| Key | Value | Not written | Meaning | Such as |\n| --- | --- | --- | --- | --- |\n");
        part.section().keys().forEach(this::row);
        if (!part.section().later().isEmpty()) {
            String names = part.section().later().stream().collect(Collectors.joining("`, `", "`", "`"));
            out.append("\nComes later: ").append(names).append(".\n");
        }
    }

    private void row(Key<?> key) {
        String links = key.type()
                .sections()
                .map(section -> ", [see](#"
                        + Objects.requireNonNull(parts.get(section.title())).anchor() + ")")
                .collect(Collectors.joining());
        String unwritten = key.required() ? "**must be written**" : key.unwritten();
        String such = key.example().isEmpty() ? "" : "`" + key.name() + ": " + key.example() + "`";
        String name = "`" + key.name() + "`";
        out.append("| ")
                .append(String.join(" | ", name, key.type().words() + links, unwritten, key.meaning(), such))
                .append(" |\n");
    }
}
