package io.dimmer.config.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Texts stay texts. */
class YamlPrinterTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "1.10",
                "true",
                "null",
                "~",
                "",
                " x",
                "x ",
                "a: b",
                "a #b",
                "- a",
                "*.example",
                "[::1]:80",
                "a,b",
                "{a}",
                "\"quoted\"",
                "back\\slash",
                "line\nbreak",
                "tab\t",
                "ümlaut",
                "\u0001",
                "\u2028",
                "0x1F",
                ".inf",
                "1e3",
                "a:",
                ":a",
                "#",
                "!tag",
                "&anchor",
                "%",
                "@at",
                "`",
                "|",
                ">",
                "?",
                "smile\uD83D\uDE00"
            })
    void everyTextComesBackFromAnyReaderOfYaml(String text) {
        String yaml = YamlPrinter.print(Map.of("key", text), Map.of());
        assertThat(new Load(LoadSettings.builder().build()).loadFromString(yaml))
                .isEqualTo(Map.of("key", text));
    }

    @Test
    void aLiteralDollarBraceIsWrittenSoThatNoVariableIsMeant() {
        assertThat(YamlPrinter.print(Map.of("key", "${HOME}"), Map.of())).isEqualTo("key: \"$${HOME}\"\n");
        assertThat(YamlPrinter.print(Map.of("${KEY}", 1), Map.of())).isEqualTo("\"${KEY}\": 1\n");
    }

    @Test
    void numbersAndFlagsStandWithoutQuotes() {
        assertThat(YamlPrinter.print(Map.of("key", 5), Map.of())).isEqualTo("key: 5\n");
        assertThat(YamlPrinter.print(Map.of("key", true), Map.of())).isEqualTo("key: true\n");
    }
}
