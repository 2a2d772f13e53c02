package io.dimmer.config.file.model;

import io.dimmer.config.file.yaml.Node;
import io.dimmer.config.file.yaml.Scalar;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A short form and a long form of the same thing.
 *
 * @param <T> what either is read to
 * @param brief for a scalar
 * @param full for a list or a mapping
 */
public record Either<T>(ScalarType<? extends T> brief, Type<? extends T> full) implements Type<T> {
    @Override
    public Optional<T> read(Node node, Context context) {
        Type<? extends T> type = node instanceof Scalar ? brief : full;
        return type.read(node, context).map(value -> value);
    }

    @Override
    public Map<String, Object> schema(Definitions definitions) {
        return Map.of("anyOf", List.of(brief.schema(definitions), full.schema(definitions)));
    }

    @Override
    public String words() {
        return brief.words() + ", or " + full.words();
    }

    @Override
    public String expected() {
        return brief.expected();
    }

    @Override
    public String step() {
        return full.step();
    }

    @Override
    public Stream<Section<?>> sections() {
        return full.sections();
    }
}
