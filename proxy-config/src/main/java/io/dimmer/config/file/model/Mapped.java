package io.dimmer.config.file.model;

import io.dimmer.config.file.yaml.Node;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A type that is written like another one and means something else.
 *
 * @param <S> what the other one is read to
 * @param <T> what this one is read to
 * @param as how it is written
 * @param expected what is expected, continuing "expected"
 * @param into from the one to the other
 */
public record Mapped<S, T>(Type<S> as, String expected, Function<S, T> into) implements Type<T> {
    @Override
    public Optional<T> read(Node node, Context context) {
        return as.read(node, context).map(into);
    }

    @Override
    public Map<String, Object> schema(Definitions definitions) {
        return as.schema(definitions);
    }

    @Override
    public String words() {
        return as.words();
    }

    @Override
    public String step() {
        return as.step();
    }

    @Override
    public Stream<Section<?>> sections() {
        return as.sections();
    }
}
