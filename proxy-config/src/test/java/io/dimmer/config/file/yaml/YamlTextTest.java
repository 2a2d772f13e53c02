package io.dimmer.config.file.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.dimmer.config.file.problem.Place;
import io.dimmer.config.file.problem.Problem;
import io.dimmer.config.file.problem.Problems;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tree of a text knows where everything stands. */
class YamlTextTest {
    private final Problems problems = new Problems();

    private Optional<Node> parse(String text) {
        return YamlText.parse(text, new Environment(Map.of("NAME", "value", "NUMBER", "5")), problems);
    }

    private Node tree(String text) {
        Node node = parse(text).orElseThrow();
        assertThat(problems.problems()).isEmpty();
        return node;
    }

    private static Node below(Node node, Object... path) {
        Node at = node;
        for (Object step : path) {
            at = at instanceof Items items
                    ? items.items().get((Integer) step)
                    : ((Mapping) at).get((String) step).orElseThrow();
        }
        return at;
    }

    @Test
    void everyValueKnowsItsPathItsPlaceAndThePlaceOfItsKey() {
        Node tree = tree("a:\n  b: [x, {c: y}]\n");
        Node y = below(tree, "a", "b", 1, "c");
        assertThat(y.place()).isEqualTo(new Place("a.b[1].c", 2, 14));
        assertThat(y.owner()).isEqualTo(new Place("a.b[1].c", 2, 11));
        assertThat(y.name()).isEqualTo("c");
        assertThat(below(tree, "a").owner()).isEqualTo(new Place("a", 1, 1));
        assertThat(below(tree, "a", "b", 0).place()).isEqualTo(new Place("a.b[0]", 2, 7));
    }

    @Test
    void anAliasHangsInEveryPlaceUnderThePathItHasThere() {
        Node tree = tree("a: &x {k: v}\nb: *x\n");
        assertThat(below(tree, "b", "k").place()).isEqualTo(new Place("b.k", 1, 11));
        assertThat(below(tree, "a", "k").place()).isEqualTo(new Place("a.k", 1, 11));
    }

    @ParameterizedTest
    @CsvSource({"5, 5", "-5, -5", "+5, 5", "5.25, 5.25", ".5, 0.5", "1e2, 100", "0x1F, 31", "0o17, 15", "5., 5"})
    void numbersAreThoseOfYaml12(String text, BigDecimal number) {
        Scalar scalar = (Scalar) below(tree("a: " + text), "a");
        assertThat(scalar.number().orElseThrow()).isEqualByComparingTo(number);
    }

    @ParameterizedTest
    @CsvSource({"'\"5\"'", "1_000", "0b11", "5s", "1e999999999", "1:30", "''"})
    void everythingElseIsNoNumber(String text) {
        assertThat(((Scalar) below(tree("a: " + text), "a")).number()).isEmpty();
    }

    @Test
    void aVariableMayMakeANumberEvenInQuotes() {
        Scalar scalar = (Scalar) below(tree("a: \"${NUMBER}\""), "a");
        assertThat(scalar.style()).isEqualTo(Scalar.Style.EXPANDED);
        assertThat(scalar.number()).contains(new BigDecimal(5));
    }

    @Test
    void keysAreTextAndTakeNoVariables() {
        assertThat(below(tree("1.10: a\ntrue: b\n\"${NAME}\": c\n"), "${NAME}")).isInstanceOf(Scalar.class);
        assertThat(below(tree("1.10: a\n"), "1.10").name()).isEqualTo("1.10");
    }

    @Test
    void aSyntaxErrorIsOneProblemWithItsPlace() {
        assertThat(parse("a: [b\nc: d\n")).isEmpty();
        assertThat(problems.problems()).hasSize(1).first().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(2);
            assertThat(problem.message()).startsWith("not YAML: ");
        });
    }

    @Test
    void aTextThatIsTooLongIsNotParsed() {
        assertThat(parse("#".repeat(4 << 20))).isEmpty();
        assertThat(problems.problems())
                .extracting(Problem::message)
                .containsExactly("found 4194304 characters, expected at most 3145728");
    }

    @Test
    void whatIsShownFitsOneLine() {
        Node tree = tree("a: \"x\\ny\"\nb: '" + "z".repeat(100) + "'\nc:\nd: plain\ne: ''\nf: []\ng: {}\n");
        assertThat(below(tree, "a").found()).isEqualTo("\"x?y\"");
        assertThat(below(tree, "b").found()).isEqualTo("\"" + "z".repeat(80) + "…\"");
        assertThat(below(tree, "c").found()).isEqualTo("nothing");
        assertThat(below(tree, "d").found()).isEqualTo("plain");
        assertThat(below(tree, "e").found()).isEqualTo("\"\"");
        assertThat(below(tree, "f").found()).isEqualTo("an empty list");
        assertThat(below(tree, "g").found()).isEqualTo("an empty mapping");
    }
}
