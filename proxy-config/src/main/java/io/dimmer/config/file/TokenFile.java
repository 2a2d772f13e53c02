package io.dimmer.config.file;

import io.dimmer.config.edge.TokenEntry;
import io.dimmer.config.file.keys.SecretKeys;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Reads the file that {@code admin.tokens} names: {@code tokens: [{id, role, sha256}]}. */
public final class TokenFile {
    private static final TextFile<List<TokenEntry>> FILE =
            new TextFile<>(SecretKeys.tokenFile(), UnaryOperator.identity());

    private TokenFile() {}

    /** Reads it; a missing file is a problem like others. Messages never repeat a hash. */
    public static Reading<List<TokenEntry>> read(Path file, Map<String, String> environment) {
        return FILE.read(file, environment);
    }
}
