package io.dimmer.measure.loop;

import io.dimmer.exchange.Outcome;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How exchanges of one route ended on one version: counts by outcome and class of the status, and durations. One event
 * loop writes, any thread reads.
 */
public final class Endings {
    /** Classes of a status: none, 1xx to 5xx. */
    public static final int CLASSES = 6;

    private static final int UPSTREAM_5XX = CLASSES;

    /** What nearly all requests need: {@code ANSWERED} by class, then {@code UPSTREAM_ERROR} with 5xx. */
    private final Counters usual = new Counters(CLASSES + 1);

    private volatile @Nullable Counted<Outcome> others;
    private volatile @Nullable Buckets durations;

    /** Counts one ending. */
    void record(Outcome outcome, int status, long nanos) {
        int statusClass = status >= 100 && status < 100 * CLASSES ? status / 100 : 0;
        if (outcome == Outcome.ANSWERED) {
            usual.increment(statusClass);
        } else if (outcome == Outcome.UPSTREAM_ERROR && statusClass == CLASSES - 1) {
            usual.increment(UPSTREAM_5XX);
        } else {
            othersToWrite().increment(outcome, statusClass);
        }
        durationsToWrite().record(nanos);
    }

    private Counted<Outcome> othersToWrite() {
        Counted<Outcome> found = others;
        if (found == null) {
            found = new Counted<>(Outcome.class, CLASSES);
            others = found;
        }
        return found;
    }

    private Buckets durationsToWrite() {
        Buckets found = durations;
        if (found == null) {
            found = new Buckets();
            durations = found;
        }
        return found;
    }

    /** How many ended like this. */
    public long count(Outcome outcome, int statusClass) {
        if (outcome == Outcome.ANSWERED) {
            return usual.get(statusClass);
        }
        if (outcome == Outcome.UPSTREAM_ERROR && statusClass == CLASSES - 1) {
            return usual.get(UPSTREAM_5XX);
        }
        Counted<Outcome> found = others;
        return found == null ? 0 : found.get(outcome, statusClass);
    }

    /** True when an outcome has come that is not one of the usual ones. */
    public boolean hasOthers() {
        return others != null;
    }

    /** Absent before the first ending. */
    public Optional<Buckets> durations() {
        return Optional.ofNullable(durations);
    }
}
