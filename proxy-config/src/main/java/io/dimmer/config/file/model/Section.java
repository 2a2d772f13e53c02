package io.dimmer.config.file.model;

import io.dimmer.config.file.problem.Problem;
import io.dimmer.config.file.yaml.Mapping;
import io.dimmer.config.file.yaml.Node;
import io.dimmer.config.value.UnexpectedValueException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A mapping whose keys we choose.
 *
 * @param <T> what it is read to
 * @param title names it in the schema and the reference: {@code service}
 * @param meaning one or two sentences
 * @param keys all that it may have
 * @param later names of keys that are planned: refused with that word
 * @param count how many of the keys must be written
 * @param build from its keys to its value, asking for each key once; empty when something required is not there
 */
public record Section<T>(
        String title,
        String meaning,
        List<Key<?>> keys,
        List<String> later,
        Count count,
        Function<Fields, Optional<T>> build)
        implements Type<T> {
    private static final String MERGE_KEY = "<<";

    /** How many of its keys must be written. */
    public enum Count {
        ANY(0, Integer.MAX_VALUE, "a mapping with the keys "),
        SOME(1, Integer.MAX_VALUE, "a mapping with at least one of the keys "),
        ONE(1, 1, "a mapping with exactly one of the keys ");

        private final int least;
        private final int most;
        private final String expected;

        Count(int least, int most, String expected) {
            this.least = least;
            this.most = most;
            this.expected = expected;
        }

        private boolean allows(int keys) {
            return keys >= least && keys <= most;
        }
    }

    public Section {
        keys = List.copyOf(keys);
        later = List.copyOf(later);
    }

    /** A section with nothing planned. */
    public static <T> Section<T> of(
            String title, String meaning, List<Key<?>> keys, Function<Fields, Optional<T>> build) {
        return new Section<>(title, meaning, keys, List.of(), Count.ANY, build);
    }

    /** The same, with keys that come later. */
    public Section<T> later(String... names) {
        return new Section<>(title, meaning, keys, List.of(names), count, build);
    }

    /** The same, of whose keys exactly one is written. */
    public Section<T> oneKey() {
        return new Section<>(title, meaning, keys, later, Count.ONE, build);
    }

    /** The same, of whose keys at least one is written. */
    public Section<T> someKey() {
        return new Section<>(title, meaning, keys, later, Count.SOME, build);
    }

    @Override
    public Optional<T> read(Node node, Context context) {
        if (!(node instanceof Mapping mapping)) {
            context.problems().add(Problem.found(node.place(), node.found(), expected()));
            return Optional.empty();
        }
        int before = context.problems().gaps();
        checkKeys(mapping, context);
        Fields fields = new Fields(mapping, context);
        try {
            Optional<T> value = build.apply(fields);
            checkAllRead(fields);
            return value;
        } catch (UnexpectedValueException e) {
            // A part that is not understood makes an odd whole: only what nobody has told yet is worth telling.
            if (context.problems().gaps() == before) {
                context.problems().add(Problem.found(mapping.owner(), e.found(), e.expected()));
            }
            return Optional.empty();
        }
    }

    private void checkKeys(Mapping mapping, Context context) {
        for (Mapping.Entry entry : mapping.entries()) {
            if (!names().contains(entry.key())) {
                context.problems().add(unknown(entry));
            }
        }
        if (!count.allows(mapping.entries().size())) {
            context.problems().add(Problem.found(mapping.place(), written(mapping), expected()));
        }
    }

    private static String written(Mapping mapping) {
        return mapping.entries().isEmpty()
                ? mapping.found()
                : mapping.entries().stream().map(Mapping.Entry::key).collect(Collectors.joining(" and "));
    }

    private Problem unknown(Mapping.Entry entry) {
        if (later.contains(entry.key())) {
            return new Problem(entry.value().owner(), "comes later", "this release does not have it");
        }
        if (entry.key().equals(MERGE_KEY)) {
            return new Problem(entry.value().owner(), "unknown key", "YAML 1.2 has no merge keys, see defaults");
        }
        String hint = Words.nearest(entry.key(), names())
                .map(near -> "did you mean " + near + "?")
                .orElseGet(() -> "expected " + Words.anyOf(names()));
        return new Problem(entry.value().owner(), "unknown key", hint);
    }

    private void checkAllRead(Fields fields) {
        for (Key<?> key : keys) {
            if (!fields.hasRead(key)) {
                throw new IllegalStateException(title + " does not read its key " + key.name());
            }
        }
    }

    private List<String> names() {
        return keys.stream().map(Key::name).toList();
    }

    @Override
    public Map<String, Object> schema(Definitions definitions) {
        return definitions.refer(title, () -> definition(definitions));
    }

    private Map<String, Object> definition(Definitions definitions) {
        Map<String, Object> properties = new LinkedHashMap<>();
        keys.forEach(key -> properties.put(key.name(), property(key, definitions)));
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("description", meaning);
        schema.put("properties", properties);
        schema.put("additionalProperties", false);
        List<String> required =
                keys.stream().filter(Key::required).map(Key::name).toList();
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        if (count.least > 0) {
            schema.put("minProperties", count.least);
        }
        if (count.most == 1) {
            schema.put("maxProperties", 1);
        }
        return schema;
    }

    private static Map<String, Object> property(Key<?> key, Definitions definitions) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put(
                "description",
                key.unwritten().isEmpty() ? key.meaning() : key.meaning() + " Not written: " + key.unwritten() + ".");
        schema.putAll(key.type().schema(definitions));
        return schema;
    }

    @Override
    public String words() {
        return "mapping";
    }

    @Override
    public String expected() {
        return keys.size() == 1 ? "a mapping with the key " + names().get(0) : count.expected + Words.anyOf(names());
    }

    @Override
    public Stream<Section<?>> sections() {
        return Stream.of(this);
    }
}
