package io.dimmer.loadtest.generate;

import io.dimmer.loadtest.record.Interval;
import io.dimmer.loadtest.record.Page;
import io.dimmer.loadtest.time.Alarm;
import io.dimmer.loadtest.time.ElapsedTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * Gathers what the event loops wrote down, interval by interval, and keeps the sum. The loops only turn a page; adding up,
 * and whatever the listener does, happens on the thread of an alarm, so that no request is late because of it.
 */
final class Accounts {
    private final List<SendLoop> loops;
    private final ElapsedTime time;
    private final Duration length;
    private final Duration lagLimit;
    private final IntervalListener listener;
    private final Alarm alarm;
    private final Page total = Page.empty();
    private final List<Interval> intervals = new ArrayList<>();
    private List<Page> spare = new ArrayList<>();
    private long beginNanos;

    Accounts(List<SendLoop> loops, ElapsedTime time, LoadPlan plan, IntervalListener listener) {
        this.loops = List.copyOf(loops);
        this.time = time;
        this.length = plan.interval();
        this.lagLimit = plan.lagLimit();
        this.listener = listener;
        loops.forEach(loop -> spare.add(Page.empty()));
        this.alarm = Alarm.start("loadtest-intervals", time, this::intervalOver);
    }

    /** Begins with the first interval, if there are to be any. */
    void begin() {
        if (!length.isZero()) {
            alarm.set(length.toNanos());
        }
    }

    /** Gathers what is left, when nothing is written any more. Not on an event loop, for it waits for them. */
    Page finish() {
        alarm.close();
        gather(time.nanos());
        return total;
    }

    /** The intervals, when all is over. */
    List<Interval> intervals() {
        return List.copyOf(intervals);
    }

    void close() {
        alarm.close();
    }

    private void intervalOver() {
        gather(time.nanos());
        alarm.set(beginNanos - beginNanos % length.toNanos() + length.toNanos());
    }

    private void gather(long nowNanos) {
        Page sum = Page.empty();
        List<Page> written = new ArrayList<>();
        for (int i = 0; i < loops.size(); i++) {
            Page page = await(loops.get(i).turn(spare.get(i)));
            sum.add(page);
            written.add(page);
        }
        written.forEach(Page::reset);
        spare = written;
        total.add(sum);
        if (!length.isZero()) {
            Interval interval = new Interval(
                    beginNanos,
                    nowNanos,
                    sum.lags().lag(lagLimit).max(),
                    sum.latencies().results());
            intervals.add(interval);
            listener.over(interval);
        }
        beginNanos = nowNanos;
    }

    private static Page await(Future<Page> turned) {
        try {
            return turned.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a page was turned", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a page could not be turned", e);
        }
    }
}
