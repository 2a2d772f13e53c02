package io.dimmer.admin.api;

import io.dimmer.admin.answer.Problem;
import io.dimmer.config.file.model.Words;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The query of a call. Parameters that mean nothing are refused, never ignored. */
final class Query {
    private final Map<String, List<String>> values;

    private Query(Map<String, List<String>> values) {
        this.values = values;
    }

    static Query of(RoutingContext context, String... known) {
        Map<String, List<String>> values = new HashMap<>();
        context.queryParams().forEach(entry -> {
            refuseUnknown("query", entry.getKey(), List.of(known));
            values.computeIfAbsent(entry.getKey(), key -> new ArrayList<>()).add(entry.getValue());
        });
        return new Query(values);
    }

    /** What stands in the path where a call has {@code :name}. */
    static String part(RoutingContext context, String name) {
        return Objects.requireNonNullElse(context.pathParam(name), "");
    }

    static void refuseUnknown(String where, String key, Collection<String> known) {
        if (!known.contains(key)) {
            String expected = known.isEmpty() ? "expected none" : "expected " + Words.anyOf(known);
            String hint = Words.nearest(key, known)
                    .map(near -> "did you mean " + near + "?")
                    .orElse(expected);
            throw Problem.invalid(where + ": " + Problem.shown(key) + ": unknown key, " + hint)
                    .thrown();
        }
    }

    Optional<String> last(String key) {
        List<String> all = all(key);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    List<String> all(String key) {
        return values.getOrDefault(key, List.of());
    }

    /** True for {@code ?key}, {@code ?key=true}. */
    boolean flag(String key) {
        return last(key).map(text -> text.isEmpty() || truth(key, text)).orElse(false);
    }

    static boolean truth(String key, String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw Problem.invalid(key + ": found " + Problem.shown(text) + ", expected true or false")
                    .thrown();
        }
        return text.equals("true");
    }
}
