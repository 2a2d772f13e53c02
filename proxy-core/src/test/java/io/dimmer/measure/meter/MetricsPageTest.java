package io.dimmer.measure.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.dimmer.config.value.ServiceName;
import io.dimmer.config.value.VersionName;
import io.dimmer.exchange.Fault;
import io.dimmer.exchange.Outcome;
import io.dimmer.exchange.VersionState;
import io.dimmer.measure.Recorder;
import io.dimmer.measure.loop.Probe;
import io.dimmer.time.ManualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/metrics.md} names what there is, and nothing else. */
class MetricsPageTest {
    /** Measured by the rooms that own them, and lent. */
    private static final Map<String, Set<String>> LENT = Map.of(
            "dimmer_connections_active", Set.of("listener"),
            "dimmer_limits_met_total", Set.of("listener", "limit"),
            "dimmer_client_memory_bytes", Set.of(),
            "dimmer_access_log_lines_total", Set.of("result"),
            "dimmer_config_last_reload_successful", Set.of(),
            "dimmer_config_last_reload_success_timestamp_seconds", Set.of());

    private static final Pattern ROW = Pattern.compile("\\| `(dimmer_\\w+)` \\| ([a-z, ]*)\\|.*");
    private static final Pattern OUTCOMES = Pattern.compile("\\| `(none|upstream|client|proxy)` \\| (.*) \\|");
    private static final Pattern SAMPLE = Pattern.compile("(\\w+)(?:\\{(.*)\\})? \\S+");

    private final List<String> page;

    MetricsPageTest() throws IOException {
        page = Files.readAllLines(Path.of("..", "docs", "metrics.md"));
    }

    @Test
    void namesAndLabelsAreThoseOfTheScrape() {
        Map<String, Set<String>> written = new TreeMap<>();
        for (String line : page) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                written.put(row.group(1), labels(row.group(2)));
            }
        }
        assertThat(written).isEqualTo(scraped());
    }

    @Test
    void outcomesAreThoseOfTheClosedList() {
        List<String> written = new ArrayList<>();
        for (String line : page) {
            Matcher row = OUTCOMES.matcher(line);
            if (row.matches()) {
                written.add(row.group(1) + " " + row.group(2).replace("`", "").replace(",", ""));
            }
        }
        List<String> expected = new ArrayList<>();
        for (Fault fault : Fault.values()) {
            StringBuilder row = new StringBuilder(fault.word());
            for (Outcome outcome : Outcome.values()) {
                row.append(outcome.fault() == fault ? " " + outcome.word() : "");
            }
            expected.add(row.toString());
        }
        assertThat(written).isEqualTo(expected);
    }

    private static Set<String> labels(String text) {
        Set<String> labels = new TreeSet<>();
        for (String label : text.split(",", -1)) {
            if (!label.isBlank()) {
                labels.add(label.strip());
            }
        }
        return labels;
    }

    /** By name as typed; labels of histograms without {@code le}. */
    private static Map<String, Set<String>> scraped() {
        Recorder recorder =
                new Recorder(List.of(Runnable::run), Runnable::run, new ManualTime(), InstantSource.system());
        recorder.adopt(Probe.roster(Probe.ALL_ERRORS));
        Probe.at(recorder.loop(0), 0).assigned(0).answer(200, Probe.MS);
        Probe.at(recorder.loop(0), 0).run().assigned(0).answer(200, Probe.MS);
        Meters meters = Meters.of(
                recorder,
                "1.0",
                () -> List.of(new Standing(
                        new ServiceName("shop"),
                        new VersionName("canary"),
                        1,
                        1,
                        1,
                        VersionState.READY,
                        Map.of("errors", 0.0))));
        Map<String, Set<String>> scraped = new TreeMap<>();
        for (String line : meters.scrape().split("\n", -1)) {
            Matcher sample = SAMPLE.matcher(line);
            if (!line.startsWith("#") && sample.matches()) {
                String name = sample.group(1).replaceFirst("_(bucket|sum|count)$", "");
                Set<String> labels = scraped.computeIfAbsent(name, n -> new TreeSet<>());
                String text = sample.group(2) == null ? "" : sample.group(2);
                Matcher label = Pattern.compile("(\\w+)=\"").matcher(text);
                while (label.find()) {
                    labels.add(label.group(1));
                }
                labels.remove("le");
            }
        }
        LENT.forEach((name, labels) -> scraped.put(name, new LinkedHashSet<>(labels)));
        return scraped;
    }
}
