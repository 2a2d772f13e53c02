package io.dimmer.measure.run;

import io.dimmer.exchange.Exchange;
import io.dimmer.exchange.Outcome;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What one event loop saw of one run on one version since its last hand-over. It belongs to whoever holds it. */
public final class RunSample {
    private static final long HIGHEST_NANOS = TimeUnit.HOURS.toNanos(1);
    private static final int CLIENT_ERROR_CLASS = 4;

    private final Key key;
    private final Histogram durations;
    private final Histogram responses;
    private final Map<Outcome, Long> byOutcome = new EnumMap<>(Outcome.class);
    private long clientErrors;
    private long firstNanos = Long.MAX_VALUE;
    private long lastNanos = Long.MIN_VALUE;

    RunSample(Key key, Histogram durations, Histogram responses) {
        this.key = key;
        this.durations = durations;
        this.responses = responses;
    }

    /**
     * Of whom.
     *
     * @param service dense number
     * @param version dense number, or {@link Exchange#NONE}
     * @param run its name
     */
    record Key(int service, int version, String run) {
        boolean is(int otherService, int otherVersion, String otherRun) {
            return service == otherService && version == otherVersion && run.equals(otherRun);
        }
    }

    void record(Exchange exchange, Outcome how) {
        byOutcome.merge(how, 1L, Long::sum);
        if (how == Outcome.ANSWERED && exchange.status() / 100 == CLIENT_ERROR_CLASS) {
            clientErrors++;
        }
        durations.recordValue(bounded(exchange.endNanos() - exchange.startNanos()));
        if (exchange.headNanos() != 0 && exchange.judgedFromNanos() != 0) {
            responses.recordValue(bounded(exchange.headNanos() - exchange.judgedFromNanos()));
        }
        firstNanos = Math.min(firstNanos, exchange.startNanos());
        lastNanos = Math.max(lastNanos, exchange.endNanos());
    }

    private static long bounded(long nanos) {
        return Math.min(Math.max(0, nanos), HIGHEST_NANOS);
    }

    Key key() {
        return key;
    }

    /** First byte of the request to last byte of the answer. */
    Histogram durations() {
        return durations;
    }

    /** Connection asked for to head of the answer. */
    Histogram responses() {
        return responses;
    }

    long count(Outcome outcome) {
        return byOutcome.getOrDefault(outcome, 0L);
    }

    /** 4xx answers of the version. */
    long clientErrors() {
        return clientErrors;
    }

    /** Elapsed time when the first of the requests began. */
    long firstNanos() {
        return firstNanos;
    }

    /** Elapsed time when the last of them ended. */
    long lastNanos() {
        return lastNanos;
    }
}
