package io.dimmer.loadtest.generate;

import io.dimmer.loadtest.record.Ending;
import io.dimmer.loadtest.record.Page;
import io.dimmer.loadtest.schedule.ArrivalSchedule;
import io.dimmer.loadtest.time.Alarm;
import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One thread's share of a run: takes up each planned request at its moment, whatever the answers do. It looks at the plan
 * when its alarm rings and after each burst of answers, so that a busy loop needs no alarm at all. Event loop only, but for
 * {@link #start}, {@link #turn} and {@link #stop}.
 */
final class SendLoop {
    /** So many requests at most before answers are read again, when many are due at once. */
    private static final int BURST = 64;

    private static final long SWEEP_MILLIS = 50;

    private final EventLoop loop;
    private final ArrivalSchedule schedule;
    private final int step;
    private final long timeoutNanos;
    private final Ledger ledger;
    private final ConnectionPool pool;
    private final Alarm alarm;
    private final ArrayDeque<PlannedRequest> unsettled = new ArrayDeque<>();
    private final CompletableFuture<Ledger> settled = new CompletableFuture<>();
    private long number;
    private boolean stopped;

    SendLoop(EventLoop loop, LoadPlan plan, int index, Ledger ledger) {
        this.loop = loop;
        this.step = plan.threads();
        this.number = index;
        this.schedule = plan.arrivals().share(index, step);
        this.timeoutNanos = plan.timeout().toNanos();
        this.ledger = ledger;
        int limit = plan.connections() / step + (index < plan.connections() % step ? 1 : 0);
        this.pool = new ConnectionPool(loop, plan, limit, ledger, this::sendDue);
        this.alarm = Alarm.start("loadtest-alarm-" + index, ledger.time(), () -> loop.execute(this::sendDue));
    }

    /** Begins to send; the result is there when the plan is at its end and every request of it has ended. */
    CompletableFuture<Ledger> start() {
        loop.execute(() -> {
            var unused = loop.scheduleAtFixedRate(this::sweep, SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
            sendDue();
        });
        return settled;
    }

    /** Goes on with this page; the result is the one that was written so far. */
    Future<Page> turn(Page next) {
        return loop.submit(() -> ledger.turn(next));
    }

    /** Nothing more becomes due. */
    void stop() {
        loop.execute(() -> {
            stopped = true;
            sendDue();
        });
    }

    /** Nothing more becomes due, and no connection is opened any more. */
    void close() {
        alarm.close();
        loop.execute(() -> {
            stopped = true;
            pool.close();
        });
    }

    private void sendDue() {
        long now = ledger.time().nanos();
        for (int burst = 0; burst < BURST && next() <= now; burst++) {
            take(next(), now);
            schedule.advance();
            now = ledger.time().nanos();
        }
        if (next() <= now) {
            loop.execute(this::sendDue);
        } else if (next() != ArrivalSchedule.END) {
            alarm.set(next());
        } else if (ledger.settled()) {
            settled.complete(ledger);
        }
    }

    private long next() {
        return stopped ? ArrivalSchedule.END : schedule.moment();
    }

    private void take(long plannedNanos, long nowNanos) {
        PlannedRequest request = new PlannedRequest(number, plannedNanos);
        number += step;
        ledger.taken(plannedNanos, nowNanos);
        unsettled.addLast(request);
        pool.send(request);
    }

    /** Gives up what has waited too long. Requests are in the order of their planned moments, so the oldest are first. */
    private void sweep() {
        long oldest = ledger.time().nanos() - timeoutNanos;
        PlannedRequest first = unsettled.peekFirst();
        while (first != null && (first.ended() || first.plannedNanos() < oldest)) {
            unsettled.removeFirst();
            giveUp(first);
            first = unsettled.peekFirst();
        }
        if (next() == ArrivalSchedule.END) {
            sendDue();
        }
    }

    private void giveUp(PlannedRequest request) {
        if (request.ended()) {
            return;
        }
        ledger.ended(request, Ending.TIMEOUT, AnswerHead.NONE);
        @Nullable ClientConnection connection = request.connection();
        if (connection != null) {
            connection.close();
        }
    }
}
