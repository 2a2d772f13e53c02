package io.dimmer.loadtest.file;

import io.dimmer.loadtest.request.RequestTemplate.Header;
import io.dimmer.loadtest.schedule.RateProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/**
 * A load test in YAML. Its keys are the long flags in one word ({@code lateLimit} is {@code --late-limit}), so that whoever
 * knows the flags knows the file; what only a file can say are {@code profile} and {@code requests}.
 *
 * @param arguments what the file says in the words of the command line
 * @param profile rates one after the other, if it has some
 * @param requests the mix; empty when there is only one request
 */
public record ScenarioFile(List<String> arguments, Optional<RateProfile> profile, List<NamedRequest> requests) {
    /** Keys that are one flag with one value. */
    private static final List<String> VALUES = List.of(
            "rate",
            "rampFrom",
            "sine",
            "period",
            "replay",
            "speed",
            "duration",
            "connections",
            "threads",
            "users",
            "userHeader",
            "zipf",
            "seed",
            "method",
            "body",
            "timeout",
            "lateLimit",
            "warmUp",
            "interval",
            "run",
            "baseline",
            "admin",
            "out");

    /** Keys that are one flag without a value. */
    private static final List<String> SWITCHES = List.of("poisson", "newConnections");

    /** Keys of files, which stand beside this one. */
    private static final Set<String> FILES = Set.of("replay", "out");

    public ScenarioFile {
        arguments = List.copyOf(arguments);
        requests = List.copyOf(requests);
    }

    /**
     * Reads one.
     *
     * @throws IOException when the file cannot be read
     * @throws IllegalArgumentException when something in it is wrong; the message names file, key and what was expected
     */
    public static ScenarioFile read(Path file) throws IOException {
        try {
            // Everything is text: numbers are read by whoever knows what they mean.
            LoadSettings settings = LoadSettings.builder()
                    .setSchema(new FailsafeSchema())
                    .setLabel(file.toString())
                    .build();
            Object document = new Load(settings).loadFromString(Files.readString(file));
            return of(Keys.of("", document == null ? Map.of() : document), file.toAbsolutePath());
        } catch (YamlEngineException | IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    private static ScenarioFile of(Keys keys, Path file) {
        List<String> arguments = new ArrayList<>();
        keys.text("target").ifPresent(arguments::add);
        for (String key : VALUES) {
            keys.text(key).ifPresent(value -> {
                arguments.add(flag(key));
                arguments.add(FILES.contains(key) ? file.resolveSibling(value).toString() : value);
            });
        }
        for (String key : SWITCHES) {
            keys.text(key).filter(value -> isTrue(keys.at(key), value)).ifPresent(value -> arguments.add(flag(key)));
        }
        List<Object> steps = keys.list("steps");
        if (!steps.isEmpty()) {
            arguments.addAll(List.of("--steps", String.join(",", texts(steps))));
        }
        texts(keys.list("thresholds")).forEach(text -> arguments.addAll(List.of("--threshold", text)));
        headers(keys).forEach(header -> arguments.addAll(List.of("-H", header.name() + ": " + header.value())));
        Optional<RateProfile> profile = ProfileReader.read(keys);
        List<NamedRequest> requests = requests(keys, file);
        keys.requireNoOthers();
        return new ScenarioFile(arguments, profile, requests);
    }

    private static List<NamedRequest> requests(Keys keys, Path file) {
        List<NamedRequest> requests = new ArrayList<>();
        for (Object entry : keys.list("requests")) {
            Keys request = Keys.of("requests[" + requests.size() + "]", entry);
            String name = request.text("name")
                    .orElseThrow(() -> new IllegalArgumentException(request.at("name") + ": missing"));
            requests.add(new NamedRequest(
                    name,
                    request.text("weight")
                            .map(text -> ProfileReader.number(request.at("weight"), text))
                            .orElse(1.0),
                    request.text("method"),
                    request.text("path"),
                    headers(request),
                    body(request, file)));
            request.requireNoOthers();
        }
        return requests;
    }

    private static Optional<String> body(Keys request, Path file) {
        Optional<String> body = request.text("body");
        Optional<String> bodyFile = request.text("bodyFile");
        if (bodyFile.isEmpty()) {
            return body;
        }
        Path path = file.resolveSibling(bodyFile.get());
        try {
            return Optional.of(Files.readString(path));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    request.at("bodyFile") + ": found " + path + ", which cannot be read", e);
        }
    }

    private static List<Header> headers(Keys keys) {
        Object value = keys.value("headers").orElse(Map.of());
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> new Header(String.valueOf(entry.getKey()), String.valueOf(entry.getValue())))
                    .toList();
        }
        throw new IllegalArgumentException(keys.at("headers") + ": found '" + value + "', expected a mapping");
    }

    private static List<String> texts(List<Object> values) {
        return values.stream().map(String::valueOf).toList();
    }

    private static boolean isTrue(String key, String value) {
        if (value.equals("true") || value.equals("false")) {
            return value.equals("true");
        }
        throw new IllegalArgumentException(key + ": found '" + value + "', expected true or false");
    }

    /** {@code lateLimit} as {@code --late-limit}. */
    private static String flag(String key) {
        return "--" + key.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
