package io.dimmer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dimmer.cli.terminal.Figures;
import io.dimmer.cli.terminal.Table;
import io.dimmer.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How things are printed. */
class TerminalTest {
    @Test
    void numbersAreGroupedInThrees() {
        assertThat(Figures.count(0)).isEqualTo("0");
        assertThat(Figures.count(999)).isEqualTo("999");
        assertThat(Figures.count(5_000)).isEqualTo("5 000");
        assertThat(Figures.count(1_234_567)).isEqualTo("1 234 567");
    }

    @Test
    void figuresHaveTheirUnits() {
        assertThat(Figures.percent(0.526, 1)).isEqualTo("52.6 %");
        assertThat(Figures.weight(new BigDecimal("10.5556"))).isEqualTo("10.5556");
        assertThat(Figures.weight(new BigDecimal("100.0"))).isEqualTo("100");
        assertThat(Figures.seconds(0.0004)).isEqualTo("0.4 ms");
        assertThat(Figures.seconds(0.009)).isEqualTo("9 ms");
        assertThat(Figures.seconds(1.25)).isEqualTo("1.3 s");
        assertThat(Figures.perSecond(12_600)).isEqualTo("210");
        assertThat(Figures.perSecond(240)).isEqualTo("4.0");
        assertThat(Figures.perSecond(0)).isEqualTo("0");
        assertThat(Figures.ago(Duration.ofMillis(-5))).isEqualTo("just now");
        assertThat(Figures.ago(Duration.ofSeconds(59))).isEqualTo("59 s ago");
        assertThat(Figures.ago(Duration.ofMinutes(3))).isEqualTo("3 min ago");
        assertThat(Figures.ago(Duration.ofHours(25))).isEqualTo("25 h ago");
        assertThat(Figures.ago(Duration.ofDays(3))).isEqualTo("3 days ago");
        assertThat(Figures.list(List.of("a"))).isEqualTo("a");
        assertThat(Figures.list(List.of("a", "b", "c"))).isEqualTo("a, b and c");
    }

    @Test
    void columnsAreAligned() {
        Table table = new Table("> ")
                .column("name", Table.Align.LEFT)
                .column("weight", Table.Align.POINT)
                .column("n", Table.Align.RIGHT)
                .row("blue", "50", "1 000")
                .row("–", "5.25", "1");

        assertThat(table.lines())
                .containsExactly("> name  weight      n", "> blue  50      1 000", "> –      5.25       1");
        assertThatThrownBy(() -> table.row("too few")).hasMessage("row: found 1 cells, expected 3");
    }

    @Test
    void colourIsForPeopleAndNeverWithNoColor() {
        assertThat(terminal(true, Map.of()).red("x")).isEqualTo("\u001b[31mx\u001b[0m");
        assertThat(terminal(true, Map.of("NO_COLOR", "1")).red("x")).isEqualTo("x");
        assertThat(terminal(false, Map.of()).red("x")).isEqualTo("x");
    }

    private static Terminal terminal(boolean looking, Map<String, String> environment) {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        return new Terminal(nowhere, nowhere, environment, looking, InstantSource.system(), length -> false);
    }
}
