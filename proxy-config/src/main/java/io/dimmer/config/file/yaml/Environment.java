package io.dimmer.config.file.yaml;

import io.dimmer.config.file.problem.Place;
import io.dimmer.config.file.problem.Problem;
import io.dimmer.config.file.problem.Problems;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Environment variables inside values, written as in a shell: a dollar and the name in braces, or the name, {@code :-}
 * and what stands in for a variable that is missing or empty. A second dollar in front makes it literal. What a variable
 * holds is not looked at again.
 *
 * @param variables by name
 */
public record Environment(Map<String, String> variables) {
    private static final Pattern USE =
            Pattern.compile("\\$(?<escape>\\$\\{)|\\$\\{(?:(?<name>[A-Za-z_]\\w*)(?::-(?<instead>[^}]*))?})?");

    public Environment {
        variables = Map.copyOf(variables);
    }

    /** True when the text uses or escapes a variable. */
    static boolean usedIn(String text) {
        return text.contains("${");
    }

    /** The text with its variables filled in; empty when one is missing, which is told to {@code problems}. */
    Optional<String> expand(String text, Place place, Problems problems) {
        StringBuilder expanded = new StringBuilder();
        boolean complete = true;
        Matcher use = USE.matcher(text);
        while (use.find()) {
            Optional<String> value = valueOf(use, place, problems);
            complete &= value.isPresent();
            use.appendReplacement(expanded, Matcher.quoteReplacement(value.orElse("")));
        }
        use.appendTail(expanded);
        return complete ? Optional.of(expanded.toString()) : Optional.empty();
    }

    private Optional<String> valueOf(Matcher use, Place place, Problems problems) {
        if (use.group("escape") != null) {
            return Optional.of("${");
        }
        String name = use.group("name");
        if (name == null) {
            problems.add(
                    Problem.found(place, "${ without a name", "${NAME}, ${NAME:-default} or, for a literal ${, $${"));
            return Optional.empty();
        }
        String instead = use.group("instead");
        String value = variables.get(name);
        if (instead != null && (value == null || value.isEmpty())) {
            return Optional.of(instead);
        }
        if (value == null) {
            problems.add(Problem.found(
                    place,
                    "${" + name + "}",
                    "the environment variable " + name + " to be set, or a default: ${" + name + ":-default}"));
        }
        return Optional.ofNullable(value);
    }
}
