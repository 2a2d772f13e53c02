package io.dimmer.config.file.model;

import io.dimmer.config.file.problem.Problem;
import io.dimmer.config.file.yaml.Mapping;
import io.dimmer.config.file.yaml.Node;
import io.dimmer.config.value.UnexpectedValueException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A mapping whose keys are chosen by whoever writes it.
 *
 * @param <T> what a value is read to
 * @param key what a key may be
 * @param value what a value is
 * @param plural what several entries are called: {@code versions by name}
 * @param least entries
 */
public record MapType<T>(KeyRule key, Type<T> value, String plural, int least) implements Type<Map<String, T>> {
    /**
     * What a key may be.
     *
     * @param pattern for the schema
     * @param check refuses a key with an {@link UnexpectedValueException}
     * @param canonical makes keys that mean the same equal
     */
    public record KeyRule(String pattern, Consumer<String> check, UnaryOperator<String> canonical) {}

    @Override
    public Optional<Map<String, T>> read(Node node, Context context) {
        if (!(node instanceof Mapping mapping) || mapping.entries().size() < least) {
            context.problems().add(Problem.found(node.place(), node.found(), expected()));
            return Optional.empty();
        }
        Map<String, T> values = new LinkedHashMap<>();
        for (Mapping.Entry entry : mapping.entries()) {
            boolean sound = check(entry, context);
            Optional<T> read = context.read(value, entry.value());
            String name = key.canonical().apply(entry.key());
            if (values.containsKey(name)) {
                context.problems()
                        .add(Problem.found(
                                entry.value().owner(),
                                entry.key() + " again",
                                "each name once, in capital letters or not"));
            } else if (sound) {
                read.ifPresent(value -> values.put(name, value));
            }
        }
        return Optional.of(values);
    }

    private boolean check(Mapping.Entry entry, Context context) {
        try {
            key.check().accept(entry.key());
            return true;
        } catch (UnexpectedValueException e) {
            context.problems().add(Problem.found(entry.value().owner(), e.found(), e.expected()));
            return false;
        }
    }

    @Override
    public Map<String, Object> schema(Definitions definitions) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("propertyNames", Map.of("pattern", key.pattern()));
        schema.put("additionalProperties", value.schema(definitions));
        if (least > 0) {
            schema.put("minProperties", least);
        }
        return schema;
    }

    @Override
    public String words() {
        return "mapping of " + plural;
    }

    @Override
    public String expected() {
        return "a mapping of " + plural + (least == 0 ? "" : ", at least one");
    }

    @Override
    public String step() {
        return ".NAME" + value.step();
    }

    @Override
    public Stream<Section<?>> sections() {
        return value.sections();
    }
}
