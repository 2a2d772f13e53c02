package io.dimmer.measure.meter;

import static io.dimmer.measure.loop.Probe.BLUE;
import static io.dimmer.measure.loop.Probe.CANARY;
import static io.dimmer.measure.loop.Probe.MS;
import static org.assertj.core.api.Assertions.assertThat;

import io.dimmer.config.value.ServiceName;
import io.dimmer.config.value.VersionName;
import io.dimmer.exchange.Exchange;
import io.dimmer.exchange.Fault;
import io.dimmer.exchange.Outcome;
import io.dimmer.exchange.TestHead;
import io.dimmer.exchange.VersionState;
import io.dimmer.judge.HoldReason;
import io.dimmer.measure.Recorder;
import io.dimmer.measure.loop.Probe;
import io.dimmer.measure.loop.Roster;
import io.dimmer.time.ManualTime;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The metrics of the contract, as Prometheus reads them. */
class MetersTest {
    private static final ServiceName SHOP = new ServiceName("shop");
    private static final VersionName TRIED = new VersionName("canary");
    private static final Pattern SAMPLE =
            Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)\\})? ([0-9.eE+-]+|NaN|\\+Inf)");
    private static final Pattern LABEL =
            Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\n]|\\\\.)*)\"(?:,|$)");

    private final Recorder recorder = new Recorder(
            List.of(Runnable::run, Runnable::run), Runnable::run, new ManualTime(), InstantSource.system());
    private final Meters meters = Meters.of(
            recorder,
            "1.2.3",
            () -> List.of(new Standing(
                    SHOP, TRIED, 5, 0.05, 0, VersionState.DRAIN, Map.of("errors", 1.08, "latency_p50", 0.25))));

    MetersTest() {
        recorder.adopt(Probe.roster(Probe.ALL_ERRORS));
    }

    @Test
    void everyRowThatCanComeExistsAtZeroFromTheStart() {
        assertThat(value(
                        "dimmer_requests_total",
                        "route=all,service=shop,version=canary,status=2xx,outcome=answered,fault=none"))
                .isZero();
        assertThat(value(
                        "dimmer_requests_total",
                        "route=all,service=shop,version=blue,status=5xx,outcome=upstream_error,fault=upstream"))
                .isZero();
        assertThat(value(
                        "dimmer_requests_total",
                        "route=none,service=none,version=none,status=4xx,outcome=no_route,fault=proxy"))
                .isZero();
        for (String reason : List.of("forced", "hash", "random", "drained", "killed")) {
            assertThat(value("dimmer_assignments_total", "service=shop,version=canary,reason=" + reason))
                    .isZero();
        }
        for (Outcome outcome : Outcome.values()) {
            if (outcome.fault() == Fault.UPSTREAM) {
                assertThat(value(
                                "dimmer_upstream_attempts_total",
                                "service=shop,version=blue,outcome=" + outcome.word() + ",fault=upstream"))
                        .isZero();
            }
        }
        for (HoldReason reason : HoldReason.values()) {
            assertThat(value("dimmer_holds_total", "service=shop,version=canary,cause=" + reason.word()))
                    .isZero();
        }
        assertThat(value("dimmer_drains_total", "service=shop,version=canary,cause=guard"))
                .isZero();
        assertThat(value("dimmer_guard_trials_total", "service=shop,version=canary"))
                .isZero();
        assertThat(value("dimmer_force_refused_total", "service=shop")).isZero();
        assertThat(value("dimmer_requests_active", "service=shop,version=blue")).isZero();
        assertThat(value("dimmer_streams_active", "service=shop,version=blue")).isZero();
        assertThat(value("dimmer_upstream_response_seconds_count", "service=shop,version=blue"))
                .isZero();
    }

    @Test
    void countsWhatUsersSawByTheVersionThatAnswered() {
        Probe.at(recorder.loop(0), 0).on(CANARY).assigned(MS).answer(200, 3 * MS);
        Probe.at(recorder.loop(1), 0).on(CANARY).assigned(MS).answer(204, 30 * MS);
        Probe.at(recorder.loop(1), 0).on(BLUE).assigned(MS).end(Outcome.CONNECT_FAILED, 502, 2 * MS);
        Probe.at(recorder.loop(0), 0).finish(Outcome.NO_VERSION, 503, MS);
        Exchange lost = new Exchange(TestHead.of("/"), InetAddress.getLoopbackAddress(), false, 0);
        lost.end(Outcome.NO_ROUTE, 404, MS);
        recorder.loop(0).ended(lost);
        assertThat(value(
                        "dimmer_requests_total",
                        "route=all,service=shop,version=canary,status=2xx,outcome=answered,fault=none"))
                .isEqualTo(2);
        assertThat(value(
                        "dimmer_requests_total",
                        "route=all,service=shop,version=blue,status=5xx,outcome=connect_failed,fault=upstream"))
                .isEqualTo(1);
        assertThat(value(
                        "dimmer_requests_total",
                        "route=all,service=shop,version=none,status=5xx,outcome=no_version,fault=proxy"))
                .isEqualTo(1);
        assertThat(value(
                        "dimmer_requests_total",
                        "route=none,service=none,version=none,status=4xx,outcome=no_route,fault=proxy"))
                .isEqualTo(1);
        assertThat(value(
                        "dimmer_upstream_attempts_total",
                        "service=shop,version=blue,outcome=connect_failed,fault=upstream"))
                .isEqualTo(1);
        assertThat(value("dimmer_assignments_total", "service=shop,version=canary,reason=hash"))
                .isEqualTo(2);
    }

    @Test
    void histogramsHoldTheBucketsOfTheContract() {
        Probe.at(recorder.loop(0), 0).on(CANARY).assigned(MS).answer(200, 3 * MS);
        Probe.at(recorder.loop(1), 0).on(CANARY).assigned(MS).answer(200, 31 * MS);
        String labels = "route=all,service=shop,version=canary";
        Map<String, Double> buckets = samples().entrySet().stream()
                .filter(e -> e.getKey().startsWith("dimmer_request_duration_seconds_bucket"))
                .collect(Collectors.toMap(e -> e.getKey().replaceAll(".*le=([^,}]*).*", "$1"), Map.Entry::getValue));
        assertThat(buckets.keySet())
                .containsExactlyInAnyOrder(
                        "0.001", "0.0025", "0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "1.0", "2.5", "5.0",
                        "10.0", "30.0", "+Inf");
        assertThat(buckets)
                .containsEntry("0.0025", 0.0)
                .containsEntry("0.005", 1.0)
                .containsEntry("0.025", 1.0);
        assertThat(buckets).containsEntry("0.05", 2.0).containsEntry("+Inf", 2.0);
        assertThat(value("dimmer_request_duration_seconds_sum", labels)).isEqualTo(0.034);
        assertThat(value("dimmer_request_duration_seconds_count", labels)).isEqualTo(2);
        assertThat(value("dimmer_upstream_response_seconds_sum", "service=shop,version=canary"))
                .isEqualTo(0.032);
    }

    @Test
    void whatRunsIsShownAndStreamsOfIt() {
        Probe plain = Probe.at(recorder.loop(0), 0).on(BLUE).assigned(0);
        Probe stream = Probe.at(recorder.loop(1), 0).on(BLUE).assigned(0).head(101, MS);
        assertThat(value("dimmer_requests_active", "service=shop,version=blue")).isEqualTo(2);
        assertThat(value("dimmer_streams_active", "service=shop,version=blue")).isEqualTo(1);
        plain.answer(200, MS);
        stream.end(Outcome.ANSWERED, 101, 5 * MS);
        assertThat(value("dimmer_requests_active", "service=shop,version=blue")).isZero();
        assertThat(value("dimmer_streams_active", "service=shop,version=blue")).isZero();
    }

    @Test
    void theControlPlaneTellsItsPart() {
        meters.drained(SHOP, TRIED, "guard");
        meters.drained(SHOP, TRIED, "kill-switch");
        meters.held(SHOP, TRIED, HoldReason.SUSPICIOUS);
        meters.trialBegan(SHOP, TRIED);
        recorder.loop(1).forceRefused(Probe.SHOP);
        assertThat(value("dimmer_drains_total", "service=shop,version=canary,cause=guard"))
                .isEqualTo(1);
        assertThat(value("dimmer_drains_total", "service=shop,version=canary,cause=kill-switch"))
                .isEqualTo(1);
        assertThat(value("dimmer_holds_total", "service=shop,version=canary,cause=suspicious"))
                .isEqualTo(1);
        assertThat(value("dimmer_guard_trials_total", "service=shop,version=canary"))
                .isEqualTo(1);
        assertThat(value("dimmer_force_refused_total", "service=shop")).isEqualTo(1);
        assertThat(value("dimmer_version_weight", "service=shop,version=canary"))
                .isEqualTo(5);
        assertThat(value("dimmer_version_share_ratio", "service=shop,version=canary,kind=configured"))
                .isEqualTo(0.05);
        assertThat(value("dimmer_version_share_ratio", "service=shop,version=canary,kind=effective"))
                .isZero();
        assertThat(value("dimmer_version_state", "service=shop,version=canary,state=drain"))
                .isEqualTo(1);
        assertThat(value("dimmer_version_state", "service=shop,version=canary,state=ready"))
                .isZero();
        assertThat(value("dimmer_guard_evidence_ratio", "service=shop,version=canary,check=errors"))
                .isEqualTo(1.08);
        assertThat(value("dimmer_version_info", "service=shop,version=blue,build=1.0"))
                .isEqualTo(1);
        assertThat(value("dimmer_version_info", "service=shop,version=canary,build=none"))
                .isEqualTo(1);
        assertThat(samples().keySet())
                .anyMatch(key -> key.startsWith("dimmer_build_info{") && key.contains("version=1.2.3"));
    }

    @Test
    void roomsLendTheirGauges() {
        double[] open = {3};
        meters.gauge("dimmer_connections_active", "Connections of clients.", Map.of("listener", "edge"), () -> open[0]);
        meters.gauge("dimmer_connections_active", "Connections of clients.", Map.of("listener", "other"), () -> 1);
        meters.gauge("dimmer_config_last_reload_successful", "1 when the last reload was taken.", Map.of(), () -> 1);
        assertThat(value("dimmer_connections_active", "listener=edge")).isEqualTo(3);
        open[0] = 4;
        assertThat(value("dimmer_connections_active", "listener=edge")).isEqualTo(4);
        assertThat(value("dimmer_config_last_reload_successful", "")).isEqualTo(1);
    }

    @Test
    void metersOfVersionsThatHaveGoneGoAway() {
        meters.drained(SHOP, TRIED, "guard");
        Roster.Service shop = recorder.roster().services().get(0);
        recorder.adopt(new Roster(
                List.of(new Roster.Service(
                        shop.number(),
                        shop.name(),
                        shop.stable(),
                        shop.versions().subList(0, 1),
                        shop.errors())),
                recorder.roster().routes()));
        assertThat(samples().keySet().stream()
                        .filter(key -> !key.startsWith("dimmer_version_") && !key.startsWith("dimmer_guard_evidence"))
                        .filter(key -> key.contains("version=canary")))
                .isEmpty();
    }

    /** What {@code promtool check metrics} looks at, without promtool. */
    @Test
    void theTextIsWellFormed() {
        Probe.at(recorder.loop(0), 0).on(CANARY).assigned(MS).answer(200, 3 * MS);
        String text = meters.scrape();
        Set<String> typed = new LinkedHashSet<>();
        Set<String> helped = new LinkedHashSet<>();
        Set<String> seen = new LinkedHashSet<>();
        for (String line : text.split("\n", -1)) {
            String[] words = line.split(" ", 4);
            if (line.startsWith("# TYPE ")) {
                assertThat(typed.add(words[2])).as("typed once: %s", line).isTrue();
                assertThat(words[3]).isIn("counter", "gauge", "histogram");
                assertThat(words[3].equals("counter")).as(line).isEqualTo(words[2].endsWith("_total"));
            } else if (line.startsWith("# HELP ")) {
                assertThat(helped.add(words[2])).isTrue();
                assertThat(words[3]).isNotBlank();
            } else if (!line.isEmpty()) {
                assertThat(SAMPLE.matcher(line).matches()).as(line).isTrue();
                assertThat(seen.add(line.substring(0, line.lastIndexOf(' '))))
                        .as("one row: %s", line)
                        .isTrue();
            }
        }
        assertThat(helped).isEqualTo(typed);
        assertThat(typed).allMatch(name -> name.startsWith("dimmer_"));
    }

    private double value(String name, String labels) {
        String key = labels.isEmpty() ? name : name + "{" + sorted(labels) + "}";
        Map<String, Double> samples = samples();
        assertThat(samples).containsKey(key);
        return samples.getOrDefault(key, Double.NaN);
    }

    private static String sorted(String labels) {
        return Set.of(labels.split(",", -1)).stream().sorted().collect(Collectors.joining(","));
    }

    /** By name and sorted labels. */
    private Map<String, Double> samples() {
        Map<String, Double> samples = new HashMap<>();
        for (String line : meters.scrape().split("\n", -1)) {
            Matcher sample = SAMPLE.matcher(line);
            if (sample.matches()) {
                samples.put(key(sample.group(1), sample.group(2)), Double.valueOf(sample.group(3)));
            }
        }
        return samples;
    }

    private static String key(String name, @Nullable String labels) {
        if (labels == null) {
            return name;
        }
        Matcher label = LABEL.matcher(labels);
        Set<String> found = new TreeSet<>();
        while (label.find()) {
            found.add(label.group(1) + "=" + label.group(2));
        }
        return name + "{" + String.join(",", found) + "}";
    }
}
