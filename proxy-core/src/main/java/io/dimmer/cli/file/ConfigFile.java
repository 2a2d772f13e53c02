package io.dimmer.cli.file;

import io.dimmer.cli.terminal.Failure;
import io.dimmer.cli.terminal.Terminal;
import io.dimmer.config.ProxySpec;
import io.dimmer.config.file.ConfigReader;
import io.dimmer.config.file.Reading;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** The configuration file that a command is for: the one named, else {@code $DIMMER_CONFIG}, else {@code dimmer.yaml}. */
public final class ConfigFile {
    private static final String DEFAULT = "dimmer.yaml";

    private final Path path;

    private ConfigFile(Path path) {
        this.path = path;
    }

    /** This file. */
    public static ConfigFile of(String name) {
        try {
            return new ConfigFile(Path.of(name));
        } catch (InvalidPathException e) {
            throw Failure.usage("--config: found " + name + ", expected the name of a file");
        }
    }

    static ConfigFile of(Optional<String> named, Terminal terminal) {
        return of(named.or(() -> terminal.variable("DIMMER_CONFIG")).orElse(DEFAULT));
    }

    /** As the user wrote it. */
    public String name() {
        return path.toString();
    }

    Path path() {
        return path;
    }

    /**
     * Reads it; warnings go to standard error.
     *
     * @param otherwise what problems lead to, at the end of their list
     * @throws Failure with all problems
     */
    public ProxySpec read(Terminal terminal, String otherwise) {
        Reading<ProxySpec> reading = reading(terminal);
        reading.warningLines().forEach(terminal.err()::println);
        return reading.value().orElseThrow(() -> Failure.refused(String.join("\n", reading.problemLines(otherwise))));
    }

    Reading<ProxySpec> reading(Terminal terminal) {
        return ConfigReader.read(path, terminal.environment());
    }
}
