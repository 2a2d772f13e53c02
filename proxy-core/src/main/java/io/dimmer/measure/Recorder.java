package io.dimmer.measure;

import io.dimmer.config.value.ServiceName;
import io.dimmer.config.value.VersionName;
import io.dimmer.judge.Thresholds;
import io.dimmer.measure.loop.LoopRecorder;
import io.dimmer.measure.loop.LoopRecorder.LoopHandover;
import io.dimmer.measure.loop.Roster;
import io.dimmer.measure.loop.Tables;
import io.dimmer.measure.loop.VersionRecorder;
import io.dimmer.measure.run.Runs;
import io.dimmer.measure.sketch.Latencies;
import io.dimmer.measure.window.VersionWindow;
import io.dimmer.time.ElapsedTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is measured in one process: one {@link LoopRecorder} for each event loop, and what they handed over,
 * over the last minutes.
 *
 * <p>{@link #adopt} and {@link #collect} are called on the control thread; what {@code collect} completes with is merged
 * and read there too. {@link #roster} and {@link #tables} are for any thread.
 */
public final class Recorder {
    /** Facts that are judged in a tick, over all loops ({@code statistics.md} §3.2). */
    private static final int FACTS_PER_TICK = 8_192;

    private static final long SHARE_NANOS = Duration.ofMinutes(1).toNanos();

    /** Services take turns in the minute: what is looked through for each of them is as large as an event loop's cache. */
    private static final int TURNS = 240;

    private final List<Executor> loops;
    private final Executor control;
    private final ElapsedTime elapsed;
    private final InstantSource clock;
    private final Latencies latencies = new Latencies();
    private final Runs runs = new Runs(latencies::take, latencies::giveBack);
    private final List<LoopRecorder> recorders;
    private final Map<Integer, VersionWindow> windows = new HashMap<>();
    private volatile Roster roster = Roster.EMPTY;
    private final long beganNanos;
    private long collectedNanos;

    /**
     * Begins with an empty roster.
     *
     * @param loops runs a task on each event loop
     * @param control runs a task on the control thread
     * @param clock tells when load tests were
     */
    public Recorder(List<? extends Executor> loops, Executor control, ElapsedTime elapsed, InstantSource clock) {
        this.loops = List.copyOf(loops);
        this.control = control;
        this.elapsed = elapsed;
        this.clock = clock;
        int mostFacts = (FACTS_PER_TICK + loops.size() - 1) / loops.size();
        this.recorders = loops.stream()
                .map(loop -> new LoopRecorder(elapsed, latencies, mostFacts))
                .toList();
        this.beganNanos = elapsed.nanos();
        this.collectedNanos = beganNanos;
    }

    /** The listener that belongs to the loop of that index. */
    public LoopRecorder loop(int index) {
        return recorders.get(index);
    }

    /** Who there is to measure from now on; before a snapshot with their numbers is published. */
    public void adopt(Roster next) {
        if (next.equals(roster)) {
            return;
        }
        recorders.forEach(recorder -> recorder.adopt(next));
        Set<Integer> numbers = next.services().stream()
                .flatMap(service -> service.versions().stream())
                .map(Roster.Version::number)
                .collect(Collectors.toSet());
        windows.keySet().retainAll(numbers);
        long nanos = elapsed.nanos();
        numbers.forEach(number -> windows.computeIfAbsent(number, n -> new VersionWindow(latencies, n, nanos)));
        runs.retain(next.services().stream().map(Roster.Service::name).collect(Collectors.toSet()));
        roster = next;
    }

    /** Who there is to measure. */
    public Roster roster() {
        return roster;
    }

    /** The load tests, by themselves. */
    public Runs runs() {
        return runs;
    }

    /** The counters of each loop. */
    public List<Tables> tables() {
        return recorders.stream().map(LoopRecorder::tables).toList();
    }

    /** The sum of one of a version's {@link VersionRecorder#totals}, over all loops; any thread. */
    public long total(int version, int index) {
        long sum = 0;
        for (LoopRecorder recorder : recorders) {
            VersionRecorder found = recorder.tables().version(version);
            sum += found == null ? 0 : found.totals().get(index);
        }
        return sum;
    }

    /**
     * Asks every loop for what it saw since the last time, and tells it what "slow" means from now on.
     *
     * @param thresholds of the services that are judged
     * @return completed on the control thread, when all have answered and their answers are merged
     */
    public CompletionStage<Handover> collect(Map<ServiceName, Thresholds> thresholds) {
        Roster now = roster;
        Map<Integer, Thresholds> byNumber = new HashMap<>();
        now.services().stream()
                .filter(service -> thresholds.containsKey(service.name()))
                .forEach(service -> byNumber.put(service.number(), thresholds.get(service.name())));
        long before = collectedNanos;
        long nanos = elapsed.nanos();
        collectedNanos = nanos;
        IntPredicate shares = service -> minute(service, nanos) != minute(service, before);
        List<CompletableFuture<LoopHandover>> answers = IntStream.range(0, loops.size())
                .mapToObj(loop -> ask(loop, byNumber::get, shares))
                .toList();
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenApplyAsync(
                        all -> merged(
                                now,
                                answers.stream().map(CompletableFuture::join).toList()),
                        control);
    }

    /** The number of a service's minute, which begins at a moment of its own. */
    private long minute(int service, long nanos) {
        return (nanos - beganNanos + service % TURNS * (SHARE_NANOS / TURNS)) / SHARE_NANOS;
    }

    private CompletableFuture<LoopHandover> ask(
            int loop, IntFunction<@Nullable Thresholds> thresholds, IntPredicate shares) {
        try {
            return CompletableFuture.supplyAsync(() -> recorders.get(loop).take(thresholds, shares), loops.get(loop));
        } catch (RejectedExecutionException stopped) {
            return CompletableFuture.failedFuture(stopped);
        }
    }

    private Handover merged(Roster asked, List<LoopHandover> answers) {
        long nanos = elapsed.nanos();
        windows.forEach((version, window) -> window.advance(nanos, totals(version)));
        for (LoopHandover answer : answers) {
            answer.samples().forEach(sample -> {
                VersionWindow window = windows.get(sample.version());
                if (window != null) {
                    window.add(sample);
                }
            });
        }
        Instant now = clock.instant();
        answers.forEach(answer -> runs.add(answer.runs(), names(asked), at -> now.minusNanos(nanos - at)));
        return new Handover(asked, answers, Map.copyOf(windows));
    }

    private static Runs.Names names(Roster roster) {
        return new Runs.Names() {
            @Override
            public Optional<ServiceName> service(int number) {
                return roster.services().stream()
                        .filter(service -> service.number() == number)
                        .map(Roster.Service::name)
                        .findFirst();
            }

            @Override
            public Optional<VersionName> version(int number) {
                return roster.services().stream()
                        .flatMap(service -> service.versions().stream())
                        .filter(version -> version.number() == number)
                        .map(Roster.Version::name)
                        .findFirst();
            }
        };
    }

    private long[] totals(int version) {
        return IntStream.range(0, VersionRecorder.TOTALS)
                .mapToLong(index -> total(version, index))
                .toArray();
    }
}
