package io.dimmer.config.file.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.dimmer.config.file.problem.Place;
import io.dimmer.config.file.problem.Problem;
import io.dimmer.config.file.problem.Problems;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentTest {
    private static final Environment VARIABLES =
            new Environment(Map.of("A", "one", "B_2", "two", "EMPTY", "", "SLY", "${A}"));
    private final Problems problems = new Problems();

    @ParameterizedTest
    @CsvSource({
        "plain, plain",
        "${A}, one",
        "x${A}y${B_2}z, xoneytwoz",
        "${EMPTY}, ''",
        "${EMPTY:-d}, d",
        "${MISSING:-d}, d",
        "${MISSING:-}, ''",
        "${MISSING:-http://x:1/}, http://x:1/",
        "${A:-d}, one",
        "$${A}, ${A}",
        "$$${A}, $${A}",
        "$A, $A",
        "$, $",
        "${SLY}, ${A}"
    })
    void fillsVariablesIn(String text, String expected) {
        assertThat(VARIABLES.expand(text, Place.FILE, problems)).contains(expected);
        assertThat(problems.problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"${}", "${2}", "${A", "${A-b}", "${ A}", "${MISSING}"})
    void whatIsMissingOrMalformedIsAProblem(String text) {
        assertThat(VARIABLES.expand(text, Place.FILE, problems)).isEmpty();
        assertThat(problems.problems()).hasSize(1);
    }

    @Test
    void tellsEachVariableThatIsMissing() {
        assertThat(VARIABLES.expand("${X}${Y}", Place.FILE, problems)).isEmpty();
        assertThat(problems.problems())
                .extracting(Problem::message)
                .containsExactly(
                        "found ${X}, expected the environment variable X to be set, or a default: ${X:-default}",
                        "found ${Y}, expected the environment variable Y to be set, or a default: ${Y:-default}");
    }
}
