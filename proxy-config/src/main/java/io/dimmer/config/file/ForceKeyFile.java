package io.dimmer.config.file;

import io.dimmer.config.file.keys.SecretKeys;
import io.dimmer.config.service.ForceKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Reads the file that {@code force.keys} names: {@code keys: [{id, secret}]}. */
public final class ForceKeyFile {
    private static final TextFile<List<ForceKey>> FILE =
            new TextFile<>(SecretKeys.forceKeyFile(), UnaryOperator.identity());

    private ForceKeyFile() {}

    /** Reads it; a missing file is a problem like others. Messages never repeat a secret. */
    public static Reading<List<ForceKey>> read(Path file, Map<String, String> environment) {
        return FILE.read(file, environment);
    }
}
