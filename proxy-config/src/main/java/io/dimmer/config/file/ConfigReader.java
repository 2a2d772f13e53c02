package io.dimmer.config.file;

import io.dimmer.config.ProxySpec;
import io.dimmer.config.file.keys.RootKeys;
import java.nio.file.Path;
import java.util.Map;

/**
 * Reads the configuration file: to a complete {@link ProxySpec} with warnings and notes, or to all its problems at once.
 * Touches no file but the one it is given; whether the files that it names exist is for those who open them.
 */
public final class ConfigReader {
    private static final TextFile<ProxySpec> FILE = new TextFile<>(RootKeys.file(), RootKeys::spreadDefaults);

    private ConfigReader() {}

    /**
     * Reads a file.
     *
     * @param file relative paths in it begin at its folder
     * @param environment the variables of the process, usually {@code System.getenv()}
     */
    public static Reading<ProxySpec> read(Path file, Map<String, String> environment) {
        return FILE.read(file, environment);
    }

    /**
     * Reads a text.
     *
     * @param text YAML 1.2
     * @param file where the text would stand: for messages, and relative paths begin at its folder
     * @param environment the variables of the process
     */
    public static Reading<ProxySpec> read(String text, Path file, Map<String, String> environment) {
        return FILE.read(text, file, environment);
    }
}
