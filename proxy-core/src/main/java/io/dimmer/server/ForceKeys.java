package io.dimmer.server;

import io.dimmer.config.file.ForceKeyFile;
import io.dimmer.config.file.Reading;
import io.dimmer.config.service.ForceKey;
import io.dimmer.config.service.ServiceSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The keys that sign force tokens.
 *
 * @param files by the file that holds them
 */
record ForceKeys(Map<Path, List<ForceKey>> files) {
    ForceKeys {
        files = Map.copyOf(files);
    }

    /**
     * Reads every file that a service names.
     *
     * @throws IOException with all problems of the first bad file, a line each
     */
    static ForceKeys read(List<ServiceSpec> services, Map<String, String> environment) throws IOException {
        Map<Path, List<ForceKey>> files = new HashMap<>();
        for (ServiceSpec service : services) {
            Optional<Path> file = service.force().keys();
            if (file.isPresent() && !files.containsKey(file.get())) {
                files.put(file.get(), value(ForceKeyFile.read(file.get(), environment)));
            }
        }
        return new ForceKeys(files);
    }

    static <T> T value(Reading<T> reading) throws IOException {
        Optional<T> value = reading.value();
        if (value.isEmpty()) {
            throw new IOException(String.join("\n", reading.problemLines("nothing was started")));
        }
        return value.get();
    }

    List<ForceKey> of(ServiceSpec service) {
        return service.force()
                .keys()
                .map(file -> files.getOrDefault(file, List.of()))
                .orElse(List.of());
    }
}
