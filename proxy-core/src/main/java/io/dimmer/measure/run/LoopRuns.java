package io.dimmer.measure.run;

import io.dimmer.exchange.Exchange;
import io.dimmer.exchange.Outcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** What one event loop saw of load tests since its last hand-over. Confined to the loop. */
public final class LoopRuns {
    /** How many pairs of run and version are told apart between two hand-overs; the rest goes to {@link #OTHER}. */
    private static final int MOST = 64;

    /** The name for runs that came when there were too many. */
    static final String OTHER = "other";

    private final Supplier<Histogram> histograms;
    private final Map<RunSample.Key, RunSample> samples = new HashMap<>();
    private @Nullable RunSample last;

    /** Takes empty histograms from there. */
    public LoopRuns(Supplier<Histogram> histograms) {
        this.histograms = histograms;
    }

    /**
     * A request of a run ended.
     *
     * @param run its name
     */
    public void ended(Exchange exchange, String run, Outcome how) {
        RunSample sample = last;
        if (sample == null || !sample.key().is(exchange.service(), exchange.version(), run)) {
            sample = find(new RunSample.Key(exchange.service(), exchange.version(), run));
            last = sample;
        }
        sample.record(exchange, how);
    }

    private RunSample find(RunSample.Key key) {
        RunSample found = samples.get(key);
        if (found != null) {
            return found;
        }
        RunSample.Key kept = samples.size() < MOST ? key : new RunSample.Key(key.service(), key.version(), OTHER);
        return samples.computeIfAbsent(kept, k -> new RunSample(k, histograms.get(), histograms.get()));
    }

    /** Hands over what came since the last time. */
    public List<RunSample> take() {
        if (samples.isEmpty()) {
            return List.of();
        }
        List<RunSample> taken = List.copyOf(samples.values());
        samples.clear();
        last = null;
        return taken;
    }
}
