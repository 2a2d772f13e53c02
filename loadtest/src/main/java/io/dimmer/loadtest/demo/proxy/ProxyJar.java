package io.dimmer.loadtest.demo.proxy;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the jar of the proxy. */
public final class ProxyJar {
    private static final String IN_HOME = "proxy-core/target/dimmer.jar";
    private static final String BESIDE = "dimmer.jar";

    private ProxyJar() {}

    /**
     * The first of these that exists: what was asked for, what {@code DIMMER_PROXY_JAR} names, the jar in {@code
     * DIMMER_HOME}, the one that was built or unpacked beside {@code own}.
     *
     * @throws DemoRefusal when there is none; the message names the places
     */
    public static Path find(Optional<Path> asked, Map<String, String> environment, Path own) throws DemoRefusal {
        List<Path> places = places(asked, environment, own);
        for (Path place : places) {
            if (Files.isRegularFile(place)) {
                return place.toAbsolutePath();
            }
        }
        throw new DemoRefusal("the proxy's jar was not found, looked for "
                + places.stream().map(Path::toString).collect(Collectors.joining(", "))
                + "; set DIMMER_HOME to the folder of Dimmer");
    }

    /** Where the classes of this program are: its jar, or a folder of classes. */
    public static Path own() {
        try {
            return Path.of(ProxyJar.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the address of our own jar is no address", e);
        }
    }

    private static List<Path> places(Optional<Path> asked, Map<String, String> environment, Path own) {
        if (asked.isPresent()) {
            return List.of(asked.get());
        }
        String named = environment.getOrDefault("DIMMER_PROXY_JAR", "");
        if (!named.isEmpty()) {
            return List.of(Path.of(named));
        }
        List<Path> places = new ArrayList<>();
        String home = environment.getOrDefault("DIMMER_HOME", "");
        if (!home.isEmpty()) {
            places.add(Path.of(home).resolve(IN_HOME));
            places.add(Path.of(home).resolve(BESIDE));
        }
        places.add(own.resolveSibling(BESIDE));
        places.add(own.resolve("../../..").resolve(IN_HOME).normalize());
        return places;
    }
}
