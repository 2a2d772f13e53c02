package io.dimmer.config.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.dimmer.config.file.keys.RootKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The published reference is the one that the code makes. With {@code -Ddimmer.reference=write} it is made anew. */
class ReferenceTest {
    private static final Path PUBLISHED = Path.of("../docs/configuration.md");
    private static final Path HEAD = Path.of("src/test/resources/configuration-head.md");

    private static String reference() throws IOException {
        return Files.readString(HEAD) + Reference.markdown(RootKeys.file());
    }

    @Test
    void isUpToDate() throws IOException {
        if ("write".equals(System.getProperty("dimmer.reference"))) {
            Files.writeString(PUBLISHED, reference());
        }
        assertThat(PUBLISHED).hasContent(reference());
    }

    @Test
    void itsLinksLeadSomewhere() throws IOException {
        String text = reference();
        Matcher links = Pattern.compile("\\(#([^)]+)\\)").matcher(text);
        String anchors = text.lines()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", ""))
                .map(line -> "#" + line.replace(' ', '-') + "#")
                .reduce("", String::concat);
        assertThat(links.results().map(link -> "#" + link.group(1) + "#"))
                .isNotEmpty()
                .allSatisfy(anchor -> assertThat(anchors).contains(anchor));
    }

    @Test
    void itsSmallestFileLoads() throws IOException {
        Matcher yaml =
                Pattern.compile("```yaml\n(listeners:.*?)```", Pattern.DOTALL).matcher(reference());
        assertThat(yaml.find()).isTrue();
        assertThat(ConfigReader.read(yaml.group(1), Path.of("dimmer.yaml"), Map.of())
                        .problems())
                .isEmpty();
    }
}
