package io.dimmer.loadtest.generate;

import io.dimmer.loadtest.record.Page;
import io.dimmer.loadtest.record.RunResult;
import io.dimmer.loadtest.time.ElapsedTime;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Sends each planned request at its planned moment whatever the answers do, over HTTP/1.1 connections, and never
 * skips one: when it falls behind, what is due goes out late and its lateness is counted, in the latency and in the lag.
 *
 * <p>A run has one event loop and one alarm thread for each of {@link LoadPlan#threads()}. All methods may be called from any
 * thread but the event loops.
 */
public final class OpenLoopGenerator implements AutoCloseable {
    private final LoadPlan plan;
    private final EventLoopGroup group;
    private final ElapsedTime time;
    private final List<Ledger> ledgers = new ArrayList<>();
    private final List<SendLoop> loops = new ArrayList<>();
    private final Accounts accounts;
    private final CompletableFuture<RunResult> result;
    private volatile Duration length;

    private OpenLoopGenerator(LoadPlan plan, AnswerListener listener, IntervalListener intervals) {
        this.plan = plan;
        this.length = plan.arrivals().length();
        this.group = new MultiThreadIoEventLoopGroup(
                plan.threads(), new DefaultThreadFactory("loadtest", true), NioIoHandler.newFactory());
        startThreads(group, plan.threads());
        this.time = ElapsedTime.system();
        List<CompletableFuture<Ledger>> settled = new ArrayList<>();
        for (int index = 0; index < plan.threads(); index++) {
            Ledger ledger = new Ledger(time, listener);
            ledgers.add(ledger);
            loops.add(new SendLoop(group.next(), plan, index, ledger));
        }
        this.accounts = new Accounts(loops, time, plan, intervals);
        loops.forEach(loop -> settled.add(loop.start()));
        accounts.begin();
        this.result = CompletableFuture.allOf(settled.toArray(CompletableFuture[]::new))
                .thenApplyAsync(ignored -> result(), OpenLoopGenerator::onThreadOfItsOwn);
    }

    /** Starts a run; {@code listener} hears of each ended request on the event loop that sent it. */
    public static OpenLoopGenerator start(LoadPlan plan, AnswerListener listener) {
        return start(plan, listener, IntervalListener.NONE);
    }

    /** The same, and {@code intervals} hears of each interval when it is over. */
    public static OpenLoopGenerator start(LoadPlan plan, AnswerListener listener, IntervalListener intervals) {
        return new OpenLoopGenerator(plan, listener, intervals);
    }

    /** How far the run has come. */
    public Progress progress() {
        Progress sum = new Progress(time.nanos(), 0, 0, 0, 0);
        for (Ledger ledger : ledgers) {
            Progress one = ledger.progress();
            sum = new Progress(
                    sum.elapsedNanos(),
                    sum.planned() + one.planned(),
                    sum.ended() + one.ended(),
                    sum.failed() + one.failed(),
                    Math.max(sum.lagNanos(), one.lagNanos()));
        }
        return sum;
    }

    /** Ends the plan here; what is running goes on until it has ended. */
    public void stop() {
        long now = time.nanos();
        if (now < length.toNanos()) {
            length = Duration.ofNanos(now);
        }
        loops.forEach(SendLoop::stop);
    }

    /** The result, there when the plan is at its end and every request of it has ended. */
    public CompletableFuture<RunResult> finished() {
        return result.copy();
    }

    /** Stops at once: closes all connections and the threads. */
    @Override
    public void close() {
        accounts.close();
        loops.forEach(SendLoop::close);
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private static void startThreads(EventLoopGroup group, int threads) {
        // The time starts when the threads run, or their start would count as lag.
        for (int i = 0; i < threads; i++) {
            group.next().submit(() -> {}).syncUninterruptibly();
        }
    }

    /** The end waits for the event loops, so it cannot be on one of them. */
    private static void onThreadOfItsOwn(Runnable end) {
        Thread thread = new Thread(end, "loadtest-result");
        thread.setDaemon(true);
        thread.start();
    }

    private RunResult result() {
        Page total = accounts.finish();
        long planned = 0;
        long waited = 0;
        long sendingNanos = 0;
        for (Ledger ledger : ledgers) {
            planned += ledger.progress().planned();
            waited += ledger.waited();
            sendingNanos = Math.max(sendingNanos, ledger.lastTakenNanos());
        }
        return new RunResult(
                length,
                sendingNanos,
                planned,
                plan.arrivals().meanRate(),
                waited,
                total.lags().lag(plan.lagLimit()),
                accounts.intervals(),
                total.latencies().results());
    }
}
