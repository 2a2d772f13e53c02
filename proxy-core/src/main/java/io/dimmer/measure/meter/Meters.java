package io.dimmer.measure.meter;

import io.dimmer.config.value.ServiceName;
import io.dimmer.config.value.VersionName;
import io.dimmer.judge.HoldReason;
import io.dimmer.measure.Recorder;
import io.dimmer.measure.loop.Roster;
import io.dimmer.measure.loop.Tables;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * All metrics of this process, as Prometheus reads them. Nothing is looked up while a request runs: the loops' own
 * counters are summed when somebody scrapes. Every row that can come exists at 0 from the start, and goes with its
 * version. Any thread.
 */
public final class Meters {
    private final Recorder recorder;
    private final String build;
    private final Supplier<List<Standing>> standings;
    private final Tally tally = new Tally();
    private final PrometheusMeterRegistry registry;
    /** Micrometer holds what it asks for a counter weakly. */
    private final List<DoubleSupplier> lent = new CopyOnWriteArrayList<>();

    private Meters(Recorder recorder, String build, Supplier<List<Standing>> standings) {
        this.recorder = recorder;
        this.build = build;
        this.standings = standings;
        PrometheusRegistry prometheus = new PrometheusRegistry();
        this.registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, prometheus, Clock.SYSTEM);
        MultiCollector collector = this::collect;
        prometheus.register(collector);
    }

    /**
     * Begins.
     *
     * @param build of this proxy
     * @param standings what the control plane tells of every version, asked at each scrape
     */
    public static Meters of(Recorder recorder, String build, Supplier<List<Standing>> standings) {
        return new Meters(recorder, build, standings);
    }

    private MetricSnapshots collect() {
        Roster roster = recorder.roster();
        List<Tables> loops = recorder.tables();
        List<MetricSnapshot> all = new ArrayList<>();
        all.addAll(RequestRows.of(roster, loops));
        all.addAll(VersionRows.of(roster, loops));
        all.addAll(RunRows.of(roster, loops));
        all.addAll(ControlRows.of(standings.get()));
        all.addAll(tally.rows(roster));
        all.addAll(ControlRows.infos(roster, build));
        return MetricSnapshots.of(all.toArray(MetricSnapshot[]::new));
    }

    /**
     * Lends a gauge to a room that measures something itself.
     *
     * @param name with underscores, as Prometheus writes it
     * @param tags label names and values; the same names for every gauge of a name
     * @param value asked at each scrape, on any thread
     */
    public void gauge(String name, String help, Map<String, String> tags, DoubleSupplier value) {
        List<Tag> labels = tags.entrySet().stream()
                .map(tag -> Tag.of(tag.getKey(), tag.getValue()))
                .toList();
        // Micrometer holds what it asks weakly unless told otherwise.
        Gauge.builder(name, value, DoubleSupplier::getAsDouble)
                .description(help)
                .tags(labels)
                .strongReference(true)
                .register(registry);
    }

    /**
     * Lends a counter to a room that counts something itself.
     *
     * @param name with underscores, without the {@code _total} that Prometheus adds
     * @param tags label names and values; the same names for every counter of a name
     * @param value never falls; asked at each scrape, on any thread
     */
    public void counter(String name, String help, Map<String, String> tags, DoubleSupplier value) {
        List<Tag> labels = tags.entrySet().stream()
                .map(tag -> Tag.of(tag.getKey(), tag.getValue()))
                .toList();
        FunctionCounter.builder(name, value, DoubleSupplier::getAsDouble)
                .description(help)
                .tags(labels)
                .register(registry);
        lent.add(value);
    }

    /** Takes back a gauge that was lent; nothing happens when there is none. */
    public void withdraw(String name, Map<String, String> tags) {
        List<Tag> labels = tags.entrySet().stream()
                .map(tag -> Tag.of(tag.getKey(), tag.getValue()))
                .toList();
        registry.find(name).tags(labels).meters().forEach(registry::remove);
    }

    /** A version was drained. */
    public void drained(ServiceName service, VersionName version, String cause) {
        tally.count(Tally.Event.DRAIN, service, version, cause);
    }

    /** The guard began to hold. */
    public void held(ServiceName service, VersionName version, HoldReason reason) {
        tally.count(Tally.Event.HOLD, service, version, reason.word());
    }

    /** A trial began. */
    public void trialBegan(ServiceName service, VersionName version) {
        tally.count(Tally.Event.TRIAL, service, version, "");
    }

    /** Everything, in the text format of Prometheus (0.0.4). */
    public String scrape() {
        return registry.scrape();
    }
}
