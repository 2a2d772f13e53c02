package io.dimmer.config.file.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The named parts of a JSON Schema, each made once. */
public final class Definitions {
    private static final String ENVIRONMENT = "environment";

    private final Map<String, Object> byName = new LinkedHashMap<>();

    /** A reference to the part of that name, which is made if it is not there yet. */
    Map<String, Object> refer(String name, Supplier<Map<String, Object>> schema) {
        if (!byName.containsKey(name)) {
            byName.put(name, Map.of());
            byName.put(name, schema.get());
        }
        return Map.of("$ref", "#/$defs/" + name);
    }

    /** A text with an environment variable in it: what it will be is unknown before the process starts. */
    Map<String, Object> environment() {
        return refer(
                ENVIRONMENT,
                () -> Map.of(
                        "type", "string",
                        "description", "A value out of the environment: ${NAME} or ${NAME:-default}.",
                        "pattern", "\\$\\{"));
    }

    /** The parts, by name. */
    public Map<String, Object> byName() {
        return Map.copyOf(byName);
    }
}
