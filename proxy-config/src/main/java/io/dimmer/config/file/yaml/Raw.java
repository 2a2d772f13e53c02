package io.dimmer.config.file.yaml;

import io.dimmer.config.file.problem.Place;
import java.util.List;

/** A value as the YAML parser gives it, before it knows its path: an anchored value may hang in several places. */
sealed interface Raw {
    /** From 1. */
    int line();

    /** From 1. */
    int column();

    /** Its place under that path. */
    default Place at(String path) {
        return new Place(path, line(), column());
    }

    /** A scalar; plain when it stands without quotes. */
    record Text(int line, int column, String text, boolean plain) implements Raw {}

    /** A list. */
    record Sequence(int line, int column, List<Raw> items) implements Raw {}

    /** A mapping; its keys may be anything, and may come twice. */
    record Pairs(int line, int column, List<Pair> pairs) implements Raw {}

    /** One key with its value. */
    record Pair(Raw key, Raw value) {}
}
