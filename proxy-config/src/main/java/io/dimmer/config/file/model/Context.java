package io.dimmer.config.file.model;

import io.dimmer.config.file.problem.Problems;
import io.dimmer.config.file.yaml.Environment;
import io.dimmer.config.file.yaml.Node;
import io.dimmer.config.file.yaml.Scalar;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What reading needs beside the text.
 *
 * @param directory of the file, absolute: relative paths begin there
 * @param environment the variables of the process
 * @param problems told what is wrong
 */
public record Context(Path directory, Environment environment, Problems problems) {
    /** Reads a node, unless a missing variable makes it unknown: that has been told already. */
    <T> Optional<T> read(Type<T> type, Node node) {
        if (node instanceof Scalar scalar && scalar.style() == Scalar.Style.UNKNOWN) {
            problems.addUnknown();
            return Optional.empty();
        }
        return type.read(node, this);
    }
}
