package io.dimmer.server.file;

import io.dimmer.config.service.ForceKey;
import io.dimmer.config.service.ServiceSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The keys that sign force tokens.
 *
 * @param files by the file that holds them
 */
public record ForceKeys(Map<Path, List<ForceKey>> files) {
    public ForceKeys {
        files = Map.copyOf(files);
    }

    /** The keys of a service; empty when it names no file. */
    public List<ForceKey> of(ServiceSpec service) {
        return service.force()
                .keys()
                .map(file -> files.getOrDefault(file, List.of()))
                .orElse(List.of());
    }
}
