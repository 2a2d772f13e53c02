package io.dimmer.server;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What a proxy is started with beside its configuration.
 *
 * @param configFile where the configuration came from: relative paths and {@code ./dimmer config} refer to it
 * @param eventLoops 1 and more
 * @param environment for files that are read while it runs
 * @param stateDir state directory that beats the file's
 * @param takeover true to take the place of a proxy that runs with the same state directory
 * @param lookEvery how often the configuration file is looked at; zero: never by itself
 * @param warmUp what is done before it says that it is ready; it blocks the start, not requests
 */
public record ServerOptions(
        Path configFile,
        int eventLoops,
        Map<String, String> environment,
        Optional<Path> stateDir,
        boolean takeover,
        Duration lookEvery,
        Runnable warmUp) {
    private static final Duration LOOK = Duration.ofSeconds(1);

    public ServerOptions {
        environment = Map.copyOf(environment);
        if (eventLoops < 1) {
            throw new IllegalArgumentException("event loops: found " + eventLoops + ", expected 1 or more");
        }
    }

    /** One event loop for each core that the process may use, unless {@code DIMMER_EVENT_LOOPS} says otherwise. */
    public static ServerOptions of(Path configFile, Map<String, String> environment, Optional<Path> stateDir) {
        String loops = environment.getOrDefault("DIMMER_EVENT_LOOPS", "");
        int count = loops.isEmpty() ? Runtime.getRuntime().availableProcessors() : number(loops);
        return new ServerOptions(configFile, count, environment, stateDir, false, LOOK, () -> {});
    }

    /** The same, taking the place of a proxy that runs. */
    public ServerOptions takingOver() {
        return new ServerOptions(configFile, eventLoops, environment, stateDir, true, lookEvery, warmUp);
    }

    /** The same, looking at the configuration file that often; zero: never by itself. */
    public ServerOptions lookingEvery(Duration time) {
        return new ServerOptions(configFile, eventLoops, environment, stateDir, takeover, time, warmUp);
    }

    /** The same, doing that before it is ready. */
    public ServerOptions warmedUpBy(Runnable task) {
        return new ServerOptions(configFile, eventLoops, environment, stateDir, takeover, lookEvery, task);
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "DIMMER_EVENT_LOOPS: found \"" + text + "\", expected a whole number, 1 or more", e);
        }
    }
}
