package io.dimmer.config.file.keys;

import io.dimmer.config.edge.LogsSpec;
import io.dimmer.config.edge.LogsSpec.AccessSpec;
import io.dimmer.config.edge.LogsSpec.Format;
import io.dimmer.config.file.model.Fields;
import io.dimmer.config.file.model.Key;
import io.dimmer.config.file.model.Section;
import io.dimmer.config.file.model.Values;
import io.dimmer.config.value.Percent;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What is written about requests. */
final class LogKeys {
    private static final Key<Format> FORMAT = Key.of("format", Values.word(Format.values()), Format.JSON, "json")
            .means("One JSON object a line, or one line of text; the fields are those of the access log's page.")
            .such("json");
    private static final Key<Percent> SAMPLE = Key.of(
                    "sample",
                    Values.percent("a percentage from 0% to 100%", Percent.ZERO, Percent.WHOLE),
                    Percent.WHOLE,
                    "100%")
            .means("How many of the successes are written. Errors and requests whose version drains always are.")
            .such("10%");
    private static final Key<Path> FILE = Key.optional("file", Values.PATH, "standard output")
            .means("Where lines are appended to. A file that was moved or removed is made anew within a second or two.")
            .such("/var/log/dimmer/access.log");
    private static final Section<AccessSpec> ACCESS = Section.of(
            "access log",
            "A line for each request, without queries and without users in clear.",
            List.of(FORMAT, SAMPLE, FILE),
            LogKeys::access);
    private static final Key<AccessSpec> ACCESS_KEY = Key.optional("access", ACCESS, "no access log")
            .means("A line for each request.")
            .such("{format: json, sample: 10%}");

    static final Section<LogsSpec> LOGS = Section.of(
            "logs",
            "What is written about requests.",
            List.of(ACCESS_KEY),
            fields -> Optional.of(new LogsSpec(fields.maybe(ACCESS_KEY))));

    private LogKeys() {}

    private static Optional<AccessSpec> access(Fields fields) {
        return Optional.of(new AccessSpec(fields.get(FORMAT), fields.get(SAMPLE), fields.maybe(FILE)));
    }
}
