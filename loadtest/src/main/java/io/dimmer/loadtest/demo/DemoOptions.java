package io.dimmer.loadtest.demo;

import io.dimmer.loadtest.target.Fault;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What was asked for.
 *
 * @param fault what goes wrong with the canary: {@code errors}, {@code slow}, {@code dead}, {@code notfound} or {@code none}
 * @param once ends by itself
 * @param port of the edge; empty takes 8080 or a free one, 0 a free one
 * @param adminPort of the admin API; empty takes 9901 or a free one, 0 a free one
 * @param seed of everything that is drawn at random
 * @param rate requests a second, 20 to 10 000
 * @param proxyJar the proxy to start instead of the one that belongs to this installation
 */
public record DemoOptions(
        Fault fault,
        boolean once,
        OptionalInt port,
        OptionalInt adminPort,
        long seed,
        double rate,
        Optional<Path> proxyJar) {
    /** The faults that the story can be told about. */
    public static final Set<Fault> FAULTS = Set.of(Fault.ERRORS, Fault.SLOW, Fault.DEAD, Fault.NOTFOUND, Fault.NONE);

    public DemoOptions {
        if (!FAULTS.contains(fault)) {
            throw new IllegalArgumentException(
                    "--fault: found '" + fault.word() + "', expected errors, slow, dead, notfound or none");
        }
        if (!(rate >= 20 && rate <= 10_000)) {
            throw new IllegalArgumentException("--rate: found " + rate + ", expected 20 to 10000 requests a second");
        }
        requirePort("--port", port);
        requirePort("--admin-port", adminPort);
    }

    private static void requirePort(String flag, OptionalInt port) {
        if (port.isPresent() && (port.getAsInt() < 0 || port.getAsInt() > 65_535)) {
            throw new IllegalArgumentException(flag + ": found " + port.getAsInt() + ", expected 0 to 65535");
        }
    }
}
