package io.dimmer.server.file;

import io.dimmer.config.ProxySpec;
import io.dimmer.config.SpecDiff;
import io.dimmer.config.edge.Role;
import io.dimmer.config.edge.TokenEntry;
import io.dimmer.config.file.ForceKeyFile;
import io.dimmer.config.file.Reading;
import io.dimmer.config.file.TokenFile;
import io.dimmer.config.service.ForceKey;
import io.dimmer.config.service.ServiceSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What stands in the files that the configuration names.
 *
 * @param forceKeys the keys that sign force tokens
 * @param tokens who may use admin; empty without {@code admin.tokens}
 */
public record Secrets(ForceKeys forceKeys, List<TokenEntry> tokens) {
    public Secrets {
        tokens = List.copyOf(tokens);
    }

    /** The files that a configuration names, each once. */
    public static List<Path> files(ProxySpec spec) {
        return Stream.concat(spec.admin().tokens().stream(), forceFiles(spec))
                .distinct()
                .toList();
    }

    private static Stream<Path> forceFiles(ProxySpec spec) {
        return spec.services().stream().map(ServiceSpec::force).flatMap(force -> force.keys().stream());
    }

    /**
     * Reads all of them; blocks.
     *
     * @param otherwise what follows when one is bad, at the end of its problems
     * @throws BadFiles with the problems of all that are bad
     */
    public static Secrets read(ProxySpec spec, Map<String, String> environment, String otherwise) throws BadFiles {
        List<String> problems = new ArrayList<>();
        List<TokenEntry> tokens = new ArrayList<>();
        spec.admin()
                .tokens()
                .ifPresent(file -> value(TokenFile.read(file, environment), otherwise, problems)
                        .ifPresent(tokens::addAll));
        Map<Path, List<ForceKey>> keys = new HashMap<>();
        forceFiles(spec)
                .distinct()
                .forEach(file -> value(ForceKeyFile.read(file, environment), otherwise, problems)
                        .ifPresent(read -> keys.put(file, read)));
        if (!problems.isEmpty()) {
            throw new BadFiles(problems);
        }
        return new Secrets(new ForceKeys(keys), tokens);
    }

    private static <T> Optional<T> value(Reading<T> reading, String otherwise, List<String> problems) {
        if (reading.value().isEmpty()) {
            problems.addAll(reading.problemLines(otherwise));
        }
        return reading.value();
    }

    /** What is another than before, by the ids of tokens and keys; no secret and no hash is in it. */
    public List<SpecDiff.Change> changedFrom(Secrets before) {
        Map<String, Object> old = before.entries();
        Map<String, Object> now = entries();
        Set<String> all = new TreeSet<>(old.keySet());
        all.addAll(now.keySet());
        List<SpecDiff.Change> changes = new ArrayList<>();
        for (String key : all) {
            Optional<Object> was = Optional.ofNullable(old.get(key));
            Optional<Object> is = Optional.ofNullable(now.get(key));
            if (!was.equals(is)) {
                Optional<String> text = was.map(Secrets::text);
                changes.add(new SpecDiff.Change(
                        key, text, is.map(Secrets::text).map(t -> text.equals(Optional.of(t)) ? "another " + t : t)));
            }
        }
        return changes;
    }

    private Map<String, Object> entries() {
        Map<String, Object> entries = new LinkedHashMap<>();
        tokens.forEach(token -> entries.put("admin.tokens." + token.id(), token));
        forceKeys.files().values().forEach(keys -> keys.forEach(key -> entries.put("force.keys." + key.id(), key)));
        return entries;
    }

    private static String text(Object entry) {
        return entry instanceof TokenEntry token
                ? token.roles().stream()
                        .map(Role::name)
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .sorted()
                        .collect(Collectors.joining(" and "))
                : "key";
    }
}
