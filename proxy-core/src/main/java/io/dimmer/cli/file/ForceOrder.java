package io.dimmer.cli.file;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dimmer.assign.ForceToken;
import io.dimmer.cli.terminal.Failure;
import io.dimmer.cli.terminal.Terminal;
import io.dimmer.config.ProxySpec;
import io.dimmer.config.file.ForceKeyFile;
import io.dimmer.config.file.Reading;
import io.dimmer.config.service.ForceKey;
import io.dimmer.config.service.ServiceSpec;
import io.dimmer.config.value.Durations;
import io.dimmer.config.value.ServiceName;
import io.dimmer.config.value.UnexpectedValueException;
import io.dimmer.config.value.VersionName;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** The options of {@code token new force}, and the token that they come to. */
final class ForceOrder {
    @Option(names = "--service", paramLabel = "S", description = "Default: the only one of the configuration.")
    private Optional<String> service = Optional.empty();

    @Option(names = "--version", paramLabel = "V", description = "force: the version to serve.")
    private Optional<String> version = Optional.empty();

    @Option(names = "--for", paramLabel = "TIME", description = "force: how long it holds, such as 2h.")
    private Optional<String> time = Optional.empty();

    @Option(
            names = "--keys",
            paramLabel = "FILE",
            description = "force: the keys; the first signs. Default: force.keys.")
    private Optional<String> keys = Optional.empty();

    @Option(names = "--config", paramLabel = "FILE", description = "Default: $DIMMER_CONFIG, or dimmer.yaml.")
    private Optional<String> config = Optional.empty();

    boolean isGiven() {
        return service.isPresent() || version.isPresent() || time.isPresent() || keys.isPresent();
    }

    /** Signs, and prints the token. */
    void sign(Terminal terminal, boolean json) {
        VersionName wanted = read("--version", () -> new VersionName(needed("--version", version)));
        Duration length = read("--for", () -> Durations.parse(needed("--for", time)));
        read("--for", () -> {
            Durations.checkPositive("--for", length);
            return length;
        });
        Optional<ServiceName> named = read("--service", () -> service.map(ServiceName::new));
        Optional<ServiceSpec> spec =
                named.isPresent() && keys.isPresent() ? Optional.empty() : Optional.of(spec(terminal, named));
        spec.ifPresent(known -> checkVersion(known, wanted));
        ServiceName forced = spec.map(ServiceSpec::name).or(() -> named).orElseThrow();
        Instant expires = terminal.now().truncatedTo(ChronoUnit.SECONDS).plus(length);
        ForceKey key = key(terminal, keys.map(Path::of).orElseGet(() -> keysOf(spec.orElseThrow())));
        tell(terminal, json, token(forced, wanted, expires, key), expires);
    }

    private static String token(ServiceName service, VersionName version, Instant expires, ForceKey key) {
        try {
            return ForceToken.sign(service, version, expires, key);
        } catch (IllegalArgumentException e) {
            throw Failure.refused(String.valueOf(e.getMessage()));
        }
    }

    private static String needed(String option, Optional<String> value) {
        return value.orElseThrow(() -> Failure.usage("token new force: " + option + " is missing"));
    }

    private static <T> T read(String option, Supplier<T> reader) {
        try {
            return reader.get();
        } catch (UnexpectedValueException e) {
            throw Failure.usage(option + ": found " + e.found() + ", expected " + e.expected());
        }
    }

    private ServiceSpec spec(Terminal terminal, Optional<ServiceName> named) {
        ConfigFile file = ConfigFile.of(config, terminal);
        ProxySpec proxy = file.read(terminal, "nothing is signed");
        List<ServiceSpec> fitting = proxy.services().stream()
                .filter(each -> named.isEmpty() || named.get().equals(each.name()))
                .toList();
        if (fitting.size() != 1) {
            throw Failure.usage("--service: expected one of "
                    + proxy.services().stream().map(ServiceSpec::name).toList() + ", the services of " + file.name());
        }
        return fitting.get(0);
    }

    private static void checkVersion(ServiceSpec service, VersionName version) {
        if (service.version(version).isEmpty()) {
            throw Failure.refused("service " + service.name() + " has no version " + version);
        }
    }

    private static Path keysOf(ServiceSpec service) {
        return service.force()
                .keys()
                .orElseThrow(() -> Failure.usage(
                        "--keys: found none, and services." + service.name() + ".force.keys is not written either"));
    }

    private static ForceKey key(Terminal terminal, Path file) {
        Reading<List<ForceKey>> reading = ForceKeyFile.read(file, terminal.environment());
        return reading.value()
                .orElseThrow(() -> Failure.refused(String.join("\n", reading.problemLines("nothing is signed"))))
                .get(0);
    }

    private static void tell(Terminal terminal, boolean json, String token, Instant expires) {
        if (json) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            object.put("token", token).put("expires", expires.toString());
            terminal.out().println(object.toPrettyString());
            return;
        }
        terminal.out().println(token);
        terminal.err().println("holds until " + expires + "; send it as the force header or cookie");
    }
}
