package io.dimmer.config.file.model;

import io.dimmer.config.file.yaml.Node;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What may stand at one place of a file: how it is read, and how it is described.
 *
 * @param <T> what it is read to
 */
public interface Type<T> {
    /**
     * Reads a node. What is wrong goes to {@code context}; the result is then as much as could be understood.
     *
     * @return empty when nothing could be understood
     */
    Optional<T> read(Node node, Context context);

    /** The JSON Schema of it, draft 2020-12; sections are put into {@code definitions} and referred to. */
    Map<String, Object> schema(Definitions definitions);

    /** In one or few words, for the reference: {@code duration}. */
    String words();

    /** What is expected, continuing "expected": {@code a duration such as 250ms}. */
    String expected();

    /** What stands behind a key's name in the path of what is below: {@code []} for a list, {@code .NAME} for a map. */
    default String step() {
        return "";
    }

    /** The sections that stand directly in it, for the reference. */
    default Stream<Section<?>> sections() {
        return Stream.empty();
    }
}
