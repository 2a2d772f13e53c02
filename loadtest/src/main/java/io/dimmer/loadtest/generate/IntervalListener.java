package io.dimmer.loadtest.generate;

import io.dimmer.loadtest.record.Interval;

/** Hears of each interval of a run when it is over, in order, on a thread that sends nothing: it may write to a file. */
@FunctionalInterface
public interface IntervalListener {
    /** Hears nothing. */
    IntervalListener NONE = interval -> {};

    /** One interval is over. */
    void over(Interval interval);
}
