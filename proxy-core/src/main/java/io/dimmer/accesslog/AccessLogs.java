package io.dimmer.accesslog;

import io.dimmer.config.edge.LogsSpec.AccessSpec;
import io.dimmer.exchange.ExchangeListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The access log as the file has it now: one follows another while requests run, and none is a log too. A request is
 * written by the log that is there when it ends; one that began while there was none is not written. One thread, unless
 * said otherwise.
 */
public final class AccessLogs implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AccessLogs.class);
    private static final long LOOPS_SECONDS = 5;

    private final List<SwitchedLog> loops;
    private final Names names;
    private final Optional<Path> stateDirectory;
    private final Clocks clocks;
    private final AccessLog.Counts counts = new AccessLog.Counts();
    private Optional<AccessSpec> spec = Optional.empty();
    private @Nullable UserHash users;
    private volatile @Nullable AccessLog log;

    /**
     * None so far.
     *
     * @param loops number of event loops
     * @param stateDirectory where the secret for users is kept
     */
    public AccessLogs(int loops, Names names, Optional<Path> stateDirectory, Clocks clocks) {
        this.loops =
                IntStream.range(0, loops).mapToObj(loop -> new SwitchedLog()).toList();
        this.names = names;
        this.stateDirectory = stateDirectory;
        this.clocks = clocks;
    }

    /** The log that is to be, open already. */
    public final class Next {
        private final Optional<AccessSpec> wanted;
        private final @Nullable AccessLog made;

        private Next(Optional<AccessSpec> wanted, @Nullable AccessLog made) {
            this.wanted = wanted;
            this.made = made;
        }

        /**
         * Lines go there from now on. Blocks until what the one before still has is written, some seconds at most.
         *
         * @param executors of the event loops
         */
        public void take(List<Executor> executors) {
            AccessLog before = log;
            if (wanted.equals(spec)) {
                return;
            }
            spec = wanted;
            log = made;
            for (int loop = 0; loop < loops.size(); loop++) {
                loops.get(loop).use(made == null ? null : made.loop(loop));
            }
            if (before != null) {
                await(executors);
                end(before);
            }
        }

        /** It is not to be. */
        public void drop() {
            if (made != null) {
                end(made);
            }
        }
    }

    /**
     * Opens it unless it is the one that is there.
     *
     * @throws IOException naming the file that cannot be written
     */
    public Next prepare(Optional<AccessSpec> wanted) throws IOException {
        if (wanted.isEmpty() || wanted.equals(spec)) {
            return new Next(wanted, null);
        }
        UserHash hash = users == null ? UserHash.of(stateDirectory) : users.another();
        users = hash;
        return new Next(wanted, AccessLog.start(wanted.get(), loops.size(), names, hash, clocks, counts));
    }

    /** A loop that is in the middle of a step may still hand a line to the log that was there when it began. */
    private static void await(List<Executor> executors) {
        CompletableFuture<?>[] past = executors.stream()
                .map(loop -> CompletableFuture.runAsync(() -> {}, loop))
                .toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(past)
                    .orTimeout(LOOPS_SECONDS, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException late) {
            LOG.warn("event loops were busy for {} s: lines of the access log may be lost", LOOPS_SECONDS);
        }
    }

    private static void end(AccessLog log) {
        try {
            log.close();
        } catch (IOException e) {
            LOG.warn("the access log could not be closed: {}", e.toString());
        }
    }

    /** Looks now whether the file was moved, and opens it anew. Any thread. */
    public void look() {
        AccessLog now = log;
        if (now != null) {
            now.look();
        }
    }

    /** What listens on the event loop of that index. */
    public ExchangeListener loop(int index) {
        return loops.get(index);
    }

    /** Lines that were written. Any thread. */
    public long written() {
        return counts.written().sum();
    }

    /** Lines that had no room, for they came faster than they could be written. Any thread. */
    public long dropped() {
        return counts.dropped().sum();
    }

    /** Lines that could not be written. Any thread. */
    public long failed() {
        return counts.failed().sum();
    }

    /** Writes what is there, for a moment at most. */
    @Override
    public void close() {
        AccessLog now = log;
        if (now != null) {
            end(now);
        }
    }
}
