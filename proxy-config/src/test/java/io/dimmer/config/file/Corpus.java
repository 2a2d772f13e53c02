package io.dimmer.config.file;

import io.dimmer.config.ProxySpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Configuration files that must load, and files that must not, each with its messages in comments at its end:
 * {@code # expect:} a line of output, {@code # schema:} why the schema alone cannot refuse it.
 */
final class Corpus {
    /** What the variables in these files hold. */
    static final Map<String, String> ENVIRONMENT =
            Map.of("HOST", "127.0.0.1", "PORT", "8080", "WEIGHT", "95", "EMPTY", "");

    /** Where the texts would stand. */
    static final Path FILE = Path.of("dimmer.yaml");

    private static final Path ROOT = Path.of("src/test/resources/corpus");
    private static final String EXPECT = "# expect: ";
    private static final String SCHEMA = "# schema: ";

    private Corpus() {}

    /** One file. */
    record Entry(String name, String text, List<String> expected, List<String> schema) {
        @Override
        public String toString() {
            return name;
        }

        Reading<ProxySpec> read() {
            return ConfigReader.read(text, FILE, ENVIRONMENT);
        }
    }

    static Stream<Entry> good() {
        return all("good");
    }

    static Stream<Entry> bad() {
        return all("bad");
    }

    private static Stream<Entry> all(String folder) {
        try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
            return files.sorted().map(Corpus::entry).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Entry entry(Path file) {
        try {
            List<String> lines = Files.readString(file).lines().toList();
            String text = lines.stream()
                    .filter(line -> !line.startsWith(EXPECT) && !line.startsWith(SCHEMA))
                    .map(line -> line + "\n")
                    .reduce("", String::concat);
            String name = file.getFileName().toString().replace(".yaml", "");
            return new Entry(name, text, after(EXPECT, lines), after(SCHEMA, lines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> after(String mark, List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith(mark))
                .map(line -> line.substring(mark.length()))
                .toList();
    }
}
