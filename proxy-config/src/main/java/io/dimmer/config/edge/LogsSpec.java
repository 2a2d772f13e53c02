package io.dimmer.config.edge;

import io.dimmer.config.value.Percent;
import io.dimmer.config.value.UnexpectedValueException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What is written about requests.
 *
 * @param access a line for each request; absent: none
 */
public record LogsSpec(Optional<AccessSpec> access) {
    /** Nothing. */
    public static final LogsSpec NONE = new LogsSpec(Optional.empty());

    /** How a line looks. */
    public enum Format {
        JSON,
        TEXT
    }

    /**
     * The access log.
     *
     * @param sample of the successes, above 0 to 100 %; errors and drains are always written
     * @param file where to; absent: standard output
     */
    public record AccessSpec(Format format, Percent sample, Optional<Path> file) {
        public AccessSpec {
            UnexpectedValueException.unless(
                    sample.compareTo(Percent.WHOLE) <= 0, "logs.access.sample", sample, "0% to 100%");
        }
    }
}
