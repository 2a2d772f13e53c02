package io.dimmer.loadtest.record;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a run came to.
 *
 * @param length of the plan, or of the part until it was stopped
 * @param sendingNanos from the start to the last request that was taken up
 * @param planned how many requests became due; each of them ended in exactly one way
 * @param rateAsked the mean rate of the plan, requests a second
 * @param waited how many of them had to wait because all connections were busy
 * @param intervals the same in parts, in order; empty when it was not asked for
 * @param labels the numbers by label; {@link Label#ALL} is there as soon as one request ended
 */
public record RunResult(
        Duration length,
        long sendingNanos,
        long planned,
        double rateAsked,
        long waited,
        Lag lag,
        List<Interval> intervals,
        SortedMap<Label, LabelResult> labels) {
    private static final double NANOS = 1e9;

    public RunResult {
        intervals = List.copyOf(intervals);
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }

    /** The rate at which requests were taken up, a second. */
    public double rateReached() {
        return planned / (Math.max(sendingNanos, length.toNanos()) / NANOS);
    }

    /** The numbers of one label, if a request with it ended. */
    public Optional<LabelResult> of(Label label) {
        return Optional.ofNullable(labels.get(label));
    }

    /** All requests together, if there were any. */
    public Optional<LabelResult> all() {
        return of(Label.ALL);
    }

    /** Why the run says nothing about the target, or empty when it does. */
    public Optional<String> voidReason() {
        if (planned == 0) {
            return Optional.of("no request became due");
        }
        if (lag.exceeded()) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "the generator was late: 1 %% of the requests were taken up more than %.1f ms after their moment,"
                            + " the limit is %.1f ms",
                    lag.p99().toNanos() / 1e6,
                    lag.limit().toNanos() / 1e6));
        }
        return Optional.empty();
    }
}
