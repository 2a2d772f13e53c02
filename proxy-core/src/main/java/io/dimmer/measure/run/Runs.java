package io.dimmer.measure.run;

import io.dimmer.config.value.ServiceName;
import io.dimmer.config.value.VersionName;
import io.dimmer.exchange.Exchange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/**
 * The load tests of late: for each run and service what its requests came to, apart from everything else. Of all
 * services together the {@value #MOST} runs are kept that sent something last; the others are forgotten, and all of
 * them with the process.
 *
 * <p>{@link #add} and {@link #retain} are called on the control thread; the rest is for any thread, and {@link #log}
 * may wait for it.
 */
public final class Runs {
    /** How many are kept. */
    public static final int MOST = 16;

    private final Supplier<Histogram> histograms;
    private final Consumer<Histogram> giveBack;
    /** The one that sent something last stands last. */
    private final Map<Key, RunSeries> series = new LinkedHashMap<>(MOST, 0.75f, true);

    private volatile Map<Key, RunReport> reports = Map.of();

    /**
     * None yet.
     *
     * @param histograms takes empty ones from there
     * @param giveBack takes back what is no longer used
     */
    public Runs(Supplier<Histogram> histograms, Consumer<Histogram> giveBack) {
        this.histograms = histograms;
        this.giveBack = giveBack;
    }

    private record Key(ServiceName service, String run) {}

    /** What the numbers of samples mean. */
    public interface Names {
        /** The service of that number, absent when it has gone. */
        Optional<ServiceName> service(int number);

        /** The version of that number, absent when it has gone. */
        Optional<VersionName> version(int number);
    }

    /**
     * Takes what loops saw.
     *
     * @param instants the moment of an elapsed time
     */
    public synchronized void add(List<RunSample> samples, Names names, LongFunction<Instant> instants) {
        if (samples.isEmpty()) {
            return;
        }
        Set<Key> changed = new LinkedHashSet<>();
        for (RunSample sample : samples) {
            names.service(sample.key().service()).ifPresent(service -> {
                Key key = new Key(service, sample.key().run());
                add(key, version(sample, names), sample, instants);
                changed.add(key);
            });
            giveBack.accept(sample.durations());
            giveBack.accept(sample.responses());
        }
        while (series.size() > MOST) {
            forget(series.keySet().iterator().next());
        }
        publish(changed);
    }

    private void add(Key key, String version, RunSample sample, LongFunction<Instant> instants) {
        series.computeIfAbsent(key, k -> new RunSeries(k.run(), histograms))
                .add(version, sample, instants.apply(sample.firstNanos()), instants.apply(sample.lastNanos()));
    }

    private static String version(RunSample sample, Names names) {
        int number = sample.key().version();
        return number == Exchange.NONE
                ? RunReport.NONE
                : names.version(number).map(VersionName::text).orElse(RunReport.NONE);
    }

    private void forget(Key key) {
        RunSeries gone = series.remove(key);
        if (gone != null) {
            gone.histograms().forEach(giveBack);
        }
    }

    private void publish(Set<Key> changed) {
        Map<Key, RunReport> before = reports;
        Map<Key, RunReport> now = new LinkedHashMap<>();
        // Not get(): reading must not make one the newest.
        series.forEach((key, one) -> {
            RunReport known = before.get(key);
            now.put(key, known == null || changed.contains(key) ? one.report() : known);
        });
        reports = now;
    }

    /** Forgets the runs of services that are no more. */
    public synchronized void retain(Set<ServiceName> services) {
        List<Key> gone = new ArrayList<>(series.keySet());
        gone.removeIf(key -> services.contains(key.service()));
        if (!gone.isEmpty()) {
            gone.forEach(this::forget);
            publish(Set.of());
        }
    }

    /** What is known of a service's runs, the newest first. */
    public List<RunReport> of(ServiceName service) {
        return reports.entrySet().stream()
                .filter(entry -> entry.getKey().service().equals(service))
                .map(Map.Entry::getValue)
                .sorted(Comparator.comparing(RunReport::to).reversed())
                .toList();
    }

    /** The latencies of a run as an HdrHistogram log (V2), a tag for each version; absent for one that is not known. */
    public synchronized Optional<String> log(ServiceName service, String run) {
        for (Map.Entry<Key, RunSeries> entry : series.entrySet()) {
            if (entry.getKey().equals(new Key(service, run))) {
                return Optional.of(entry.getValue().log());
            }
        }
        return Optional.empty();
    }
}
