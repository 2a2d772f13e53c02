package io.dimmer.config.regex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dimmer.config.value.UnexpectedValueException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Regular expressions that take linear time. */
class RegexTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "/api/v[0-9]+(/.*)? /api/v12 /api/v",
                "/api/v[0-9]+(/.*)? /api/v1/x /api/v1x",
                "a|bc bc ac",
                "(a|b)*c ababc abab",
                "(?:ab){2,3} ababab ab",
                "(?<name>ab){2,} abababab ab",
                "a{3} aaa aa",
                "a{0,1}b b aab",
                "[^/]+ abc a/c",
                "[a-f-]+ a-f g",
                "[\\w.]+ a_9.Z a-b",
                "\\d\\D\\s\\S\\W\\w\\. '1a b-c.' 1a",
                "[^\\d]+ abc ab1",
                "\\x41\\u00e4 Aä AA",
                "gr(ö|oe)(ß|ss)e? größe gröe",
                ".{3} a🙂ä ab",
                "(?i)/ÄB[c-d] /ÄbD /äbd",
                "^/x$ /x /xy",
                "(^a|b$)+ ab ba",
                "a+?b*? aab ba",
                "\\(\\)\\[\\]\\{\\}\\*\\+\\?\\|\\^\\$\\\\\\/ ()[]{}*+?|^$\\/ x",
                "x(|y) x xz",
                "()*a a b",
            })
    void matchesTheWholeTextOrNothing(String expression, String matching, String other) {
        Regex regex = Regex.of(expression);
        assertThat(matches(regex, matching)).as(matching).isTrue();
        assertThat(matches(regex, other)).as(other).isFalse();
    }

    @Test
    void looksAtItsRangeAlone() {
        byte[] bytes = "xxabxx".getBytes(StandardCharsets.US_ASCII);
        assertThat(Regex.of("^ab$").matches(bytes, 2, 4)).isTrue();
        assertThat(Regex.of("^$").matches(bytes, 3, 3)).isTrue();
        assertThat(Regex.of("é").matches("é".getBytes(StandardCharsets.UTF_8), 0, 1))
                .isFalse();
    }

    @Test
    void bytesThatAreNoTextMatchOnlyWhatIsNotThisOrThat() {
        for (byte[] bytes : List.of(new byte[] {(byte) 0xFF}, new byte[] {(byte) 0xC0}, new byte[] {(byte) 0x80})) {
            assertThat(Regex.of(".").matches(bytes, 0, 1)).isTrue();
            assertThat(Regex.of("[^a]").matches(bytes, 0, 1)).isTrue();
            assertThat(Regex.of("\\W").matches(bytes, 0, 1)).isTrue();
            assertThat(Regex.of("\\w").matches(bytes, 0, 1)).isFalse();
        }
        byte[] cut = {(byte) 0xC3, 'a'};
        assertThat(Regex.of("[^a]a").matches(cut, 0, 2)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a+)+b",
                "(a|a)*b",
                "(a|b|ab)*c",
                "((a*)*)*b",
                "(.*)(.*)(.*)(.*)(.*)(.*)x",
                "(a?){100}a{100}b",
                "(a*)*"
            })
    void noTextMakesItGoBack(String expression) {
        Regex regex = Regex.of(expression);
        String text = "a".repeat(Regex.LONGEST_TEXT);
        assertThat(matches(regex, text)).isEqualTo(expression.equals("(a*)*"));
        assertThat(matches(regex, text + "a")).as("above the limit").isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                ")",
                "a)",
                "(a",
                "[",
                "[a",
                "[]",
                "[]a]",
                "[z-a]",
                "[a&&b]",
                "[[a]]",
                "*",
                "+a",
                "a|?",
                "{2}",
                "a{",
                "a{2",
                "a{3,2}",
                "a{x}",
                "a{,3}",
                "a{99999}",
                "a*+",
                "a++",
                "(?=a)",
                "(?!a)",
                "(?<=a)",
                "(?<!a)",
                "(?>a)",
                "a(?i)b",
                "\\1",
                "\\k<x>",
                "\\b",
                "\\Qa\\E",
                "\\p{L}",
                "\\",
                "\\xg0",
                "\\u12",
                "(?<x",
                "(a{30}){30}"
            })
    void refusesWhatItCannotDo(String expression) {
        assertThatThrownBy(() -> Regex.of(expression))
                .isInstanceOf(UnexpectedValueException.class)
                .hasMessageContaining("\"" + expression + "\"")
                .hasMessageContaining("expected");
    }

    @Test
    void refusesNestingThatWouldOverflow() {
        String deep = "(".repeat(10_000) + ")".repeat(10_000);
        assertThatThrownBy(() -> Regex.of(deep)).isInstanceOf(UnexpectedValueException.class);
    }

    @Test
    void agreesWithPatternOnRandomExpressionsAndTexts() {
        Random random = new Random(11);
        int matched = 0;
        for (int round = 0; round < 3_000; round++) {
            String expression = expression(random, 4);
            Regex regex = Regex.of(expression);
            Pattern oracle = Pattern.compile(expression);
            for (int i = 0; i < 20; i++) {
                String text = text(random);
                boolean expected = oracle.matcher(text).matches();
                assertThat(matches(regex, text))
                        .as("%s on %s", expression, text)
                        .isEqualTo(expected);
                matched += expected ? 1 : 0;
            }
        }
        assertThat(matched).as("texts that matched").isGreaterThan(3_000);
    }

    private static String expression(Random random, int depth) {
        if (depth == 0) {
            return List.of("a", "b", "ä", ".", "[ab]", "[^a]", "\\w", "\\W").get(random.nextInt(8));
        }
        String one = expression(random, depth - 1);
        return switch (random.nextInt(7)) {
            case 0 -> one + expression(random, depth - 1);
            case 1 -> "(" + one + "|" + expression(random, depth - 1) + ")";
            case 2 -> "(" + one + ")*";
            case 3 -> "(?:" + one + ")+?";
            case 4 -> "(" + one + ")?";
            case 5 -> "(" + one + "){1,2}";
            default -> one;
        };
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append("aabä-".charAt(random.nextInt(5)));
        }
        return text.toString();
    }

    private static boolean matches(Regex regex, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return regex.matches(bytes, 0, bytes.length);
    }
}
