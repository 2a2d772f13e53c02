package io.dimmer.cli.change;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of every command that changes something. */
final class ChangeOptions {
    @Option(names = "--why", paramLabel = "TEXT", description = "A sentence that is kept with the change.")
    private Optional<String> why = Optional.empty();

    @Option(names = "--yes", description = "Take users away from stable, or leave no version, all the same.")
    private boolean yes;

    /** The query that says so: beside a body whose keys are names, it is the place where nothing is mistaken. */
    String query() {
        StringBuilder query = new StringBuilder();
        why.ifPresent(text -> query.append("?why=").append(URLEncoder.encode(text, StandardCharsets.UTF_8)));
        if (yes) {
            query.append(query.isEmpty() ? '?' : '&').append("yes=true");
        }
        return query.toString();
    }

    static ObjectNode body() {
        return JsonNodeFactory.instance.objectNode();
    }
}
