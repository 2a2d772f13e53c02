package io.dimmer.config.file.model;

import io.dimmer.config.file.problem.Problem;
import io.dimmer.config.file.yaml.Items;
import io.dimmer.config.file.yaml.Node;
import io.dimmer.config.file.yaml.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A list.
 *
 * @param <T> what an item is read to
 * @param item what an item is
 * @param plural what several are called: {@code networks}
 * @param least items
 * @param distinct whether equal items are refused
 */
public record ListType<T>(Type<T> item, String plural, int least, boolean distinct) implements Type<List<T>> {
    /** A list of different things, at least one. */
    public static <T> ListType<T> some(Type<T> item, String plural) {
        return new ListType<>(item, plural, 1, true);
    }

    /** A list of different things, perhaps none. */
    public static <T> ListType<T> any(Type<T> item, String plural) {
        return new ListType<>(item, plural, 0, true);
    }

    @Override
    public Optional<List<T>> read(Node node, Context context) {
        if (!(node instanceof Items items) || items.items().size() < least) {
            context.problems().add(Problem.found(node.place(), node.found(), expected()));
            return Optional.empty();
        }
        List<T> values = new ArrayList<>();
        for (Node child : items.items()) {
            context.read(item, child).ifPresent(value -> add(values, value, child, context));
        }
        return Optional.of(values);
    }

    private void add(List<T> values, T value, Node child, Context context) {
        if (distinct && values.contains(value)) {
            context.problems()
                    .add(Problem.found(
                            child.place(), shown(value, child) + " again", "each of the " + plural + " once"));
        } else {
            values.add(value);
        }
    }

    private static String shown(Object value, Node child) {
        return child instanceof Scalar ? child.found() : value.toString();
    }

    @Override
    public Map<String, Object> schema(Definitions definitions) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "array");
        schema.put("items", item.schema(definitions));
        if (least > 0) {
            schema.put("minItems", least);
        }
        if (distinct) {
            schema.put("uniqueItems", true);
        }
        return schema;
    }

    @Override
    public String words() {
        return "list of " + plural;
    }

    @Override
    public String expected() {
        return least == 0 ? "a list of " + plural : "a list of " + plural + ", at least one";
    }

    @Override
    public String step() {
        return "[]" + item.step();
    }

    @Override
    public Stream<Section<?>> sections() {
        return item.sections();
    }
}
