package io.dimmer.accesslog;

import io.dimmer.config.edge.LogsSpec.AccessSpec;
import io.dimmer.config.edge.LogsSpec.Format;
import io.dimmer.exchange.ExchangeListener;
import io.dimmer.time.ElapsedTime;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A line for each request. Event loops hand lines over through bounded rings and never wait: what has no room is dropped
 * and counted. One thread of its own looks at the rings every few milliseconds and writes.
 */
final class AccessLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);
    private static final int LINES = 4096;
    private static final int BATCH_CHARACTERS = 64 * 1024;
    private static final Duration POLL = Duration.ofMillis(25);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration COMPLAIN = Duration.ofMinutes(1);
    private static final long CLOSE_MILLIS = 2000;

    private final AccessSpec spec;
    private final List<Ring> rings;
    private final LineFormat format;
    private final Sink sink;
    private final ElapsedTime elapsed;
    private final InstantSource clock;
    private final Counts counts;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread writer = new Thread(this::run, "dimmer-access-log");
    private final StringBuilder batch = new StringBuilder();
    private int inBatch;
    private long lookedNanos;
    private long complainedNanos;
    private volatile boolean lookNow;

    private AccessLog(AccessSpec spec, int loops, LineFormat format, Sink sink, Clocks clocks, Counts counts) {
        this.spec = spec;
        this.counts = counts;
        this.rings = IntStream.range(0, loops).mapToObj(loop -> new Ring(LINES)).toList();
        this.format = format;
        this.sink = sink;
        this.elapsed = clocks.elapsed();
        this.clock = clocks.clock();
        this.lookedNanos = elapsed.nanos();
        this.complainedNanos = elapsed.nanos() - COMPLAIN.toNanos();
        writer.setDaemon(true);
    }

    /** What became of lines; shared by those that follow each other. */
    record Counts(LongAdder written, LongAdder dropped, LongAdder failed) {
        Counts() {
            this(new LongAdder(), new LongAdder(), new LongAdder());
        }
    }

    /**
     * Begins.
     *
     * @param loops number of event loops
     * @throws IOException naming the file that cannot be written
     */
    static AccessLog start(AccessSpec spec, int loops, Names names, UserHash users, Clocks clocks, Counts counts)
            throws IOException {
        Optional<Path> file = spec.file();
        Sink sink = file.isPresent() ? Sink.file(file.get()) : Sink.standardOutput();
        return started(new AccessLog(spec, loops, format(spec, names, users), sink, clocks, counts));
    }

    /** The same with another place to write to. */
    static AccessLog start(AccessSpec spec, Names names, UserHash users, Clocks clocks, OutputStream out) {
        return started(new AccessLog(spec, 1, format(spec, names, users), Sink.to(out), clocks, new Counts()));
    }

    private static LineFormat format(AccessSpec spec, Names names, UserHash users) {
        return spec.format() == Format.JSON ? new JsonLine(names, users) : new TextLine(names, users);
    }

    private static AccessLog started(AccessLog log) {
        log.writer.start();
        return log;
    }

    /** What listens on the event loop of that index; asked for once. */
    ExchangeListener loop(int index) {
        return new LoopLog(
                rings.get(index), spec.sample().partsPerMillion(), counts.dropped(), new SecureRandom().nextLong());
    }

    /** Whether the file is still there is looked at as soon as may be. Any thread. */
    void look() {
        lookNow = true;
    }

    Counts counts() {
        return counts;
    }

    private void run() {
        boolean stop = false;
        while (!stop) {
            try {
                stop = stopping.await(POLL.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                stop = true;
            }
            round();
        }
    }

    private void round() {
        try {
            lookAfterFile();
            rings.forEach(ring -> ring.drain(this::add));
            flush();
        } catch (RuntimeException bug) {
            // The log must outlive a line that cannot be written.
            counts.failed().increment();
            LOG.error("a line of the access log could not be made", bug);
        }
    }

    private void add(Line line) {
        format.write(line, clock.instant().minusNanos(elapsed.nanos() - line.startNanos), batch);
        inBatch++;
        if (batch.length() >= BATCH_CHARACTERS) {
            flush();
        }
    }

    private void flush() {
        if (inBatch == 0) {
            return;
        }
        try {
            sink.write(batch.toString().getBytes(StandardCharsets.US_ASCII));
            counts.written().add(inBatch);
        } catch (IOException e) {
            counts.failed().add(inBatch);
            complain(e);
        }
        batch.setLength(0);
        inBatch = 0;
    }

    private void lookAfterFile() {
        if (!lookNow && elapsed.nanos() - lookedNanos < LOOK.toNanos()) {
            return;
        }
        lookNow = false;
        lookedNanos = elapsed.nanos();
        try {
            sink.look();
        } catch (IOException e) {
            complain(e);
        }
    }

    private void complain(IOException problem) {
        if (elapsed.nanos() - complainedNanos >= COMPLAIN.toNanos()) {
            complainedNanos = elapsed.nanos();
            LOG.error("the access log cannot be written: {}", problem.toString());
        }
    }

    /** Writes what is there, for a moment at most, and ends. */
    @Override
    public void close() throws IOException {
        stopping.countDown();
        try {
            writer.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sink.close();
    }
}
