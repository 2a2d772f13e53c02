package io.dimmer.pipeline;

import io.dimmer.assign.AssignLoop;
import io.dimmer.config.edge.ListenerSpec;
import io.dimmer.exchange.ExchangeListener;
import io.dimmer.exchange.Outcome;
import io.dimmer.listen.ClientLoop;
import io.dimmer.listen.Listener;
import io.dimmer.listen.limit.House;
import io.dimmer.listen.limit.HouseRules;
import io.dimmer.upstream.Upstreams;
import io.dimmer.wire.EventLoops;
import io.dimmer.wire.LoopContext;
import io.dimmer.wire.LoopSlot;
import io.dimmer.wire.timeout.Timeouts;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The data plane as a whole: event loops, listeners, upstreams, and the one snapshot that decides where requests go.
 *
 * <p>In order: make it; make upstreams with {@link #upstreams}, of them a snapshot, and {@link #replace} it;
 * {@link #listen}. For one thread, unless said otherwise.
 */
public final class Edge implements AutoCloseable {
    private static final long CHECK_MILLIS = 10;
    private static final long CUT_MILLIS = 500;

    private final EventLoops loops;
    private final EventLoopGroup acceptor;
    private final WriteBufferWaterMark mark;
    private final LoopSlot<ClientLoop> clients;
    private final Upstreams upstreams;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final House house;
    private volatile @Nullable EdgeSnapshot snapshot;

    private Edge(EdgeOptions options) {
        int sendAhead = options.tuning().sendAhead();
        this.mark = new WriteBufferWaterMark(sendAhead / 2, sendAhead);
        this.loops = EventLoops.of(options.transport(), options.eventLoops(), options.clock());
        this.acceptor = new MultiThreadIoEventLoopGroup(
                1,
                new DefaultThreadFactory("dimmer-accept"),
                options.transport().handlers());
        this.house = new House(options.rules(), loops::bufferedBytes, EventLoops.mostBufferBytes());
        LoopSlot<Timeouts> timeouts = loops.claim(loop -> new Timeouts(options.time(), alarm(loop)));
        LoopSlot<RequestPipeline> pipelines = loops.claim(loop -> pipeline(loop, loop.get(timeouts), options));
        this.upstreams = new Upstreams(loops, timeouts, mark, options.tuning().upstreamConnections());
        Duration grace = options.tuning().grace();
        this.clients = loops.claim(loop -> new ClientLoop(
                loop, loop.get(timeouts), grace, connection -> new Conversation(loop.get(pipelines), connection)));
    }

    /** Makes it; nothing listens yet. */
    public static Edge of(EdgeOptions options) {
        quietLeakDetector();
        return new Edge(options);
    }

    /** By default one buffer in 128 gets a stack trace, which is 5 % of our user time; a property switches it on. */
    private static void quietLeakDetector() {
        if (System.getProperty("io.netty.leakDetection.level") == null) {
            ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
        }
    }

    private static Timeouts.Alarm alarm(LoopContext loop) {
        return (nanos, task) -> {
            Future<?> unused = loop.loop().schedule(task, nanos, TimeUnit.NANOSECONDS);
        };
    }

    private RequestPipeline pipeline(LoopContext loop, Timeouts timeouts, EdgeOptions options) {
        ExchangeListener listener = options.listeners().apply(loop.index());
        SplittableRandom random = new SplittableRandom(new SecureRandom().nextLong());
        AssignLoop assigning = new AssignLoop(listener, random::nextLong, options.clock());
        return new RequestPipeline(this::snapshot, assigning, listener, timeouts);
    }

    /** The upstreams of its versions, for whoever makes snapshots. */
    public Upstreams upstreams() {
        return upstreams;
    }

    /** Its event loops, by index: a task runs between two events, never in the middle of an exchange's step. */
    public List<Executor> executors() {
        return loops.contexts().stream()
                .map(LoopContext::loop)
                .map(Executor.class::cast)
                .toList();
    }

    /** The snapshot in force; any thread. */
    public EdgeSnapshot snapshot() {
        EdgeSnapshot now = snapshot;
        if (now == null) {
            throw new IllegalStateException("there is no snapshot yet");
        }
        return now;
    }

    /** Replaces the snapshot: every exchange that begins from now on sees it. Any thread. */
    public void replace(EdgeSnapshot next) {
        snapshot = next;
    }

    /** Replaces what is asked of clients: every request that begins from now on is held to it. Any thread. */
    public void replace(HouseRules next) {
        house.replace(next);
    }

    /** Bytes that clients hold in buffers and connections now; it costs microseconds. Any thread. */
    public long heldBytes() {
        return house.heldBytes();
    }

    /**
     * Opens a listener; {@link #snapshot} must be there.
     *
     * @return the listener, with the address that the system chose
     * @throws IOException naming the listener, its address and what was wrong with it
     */
    public Listener listen(ListenerSpec spec) throws IOException {
        return listen(spec, false);
    }

    /**
     * The same, perhaps beside another one.
     *
     * @param beside true to share the port with a listener of Dimmer that is there already, in this process or another
     */
    public Listener listen(ListenerSpec spec, boolean beside) throws IOException {
        snapshot();
        Listener opened = Listener.open(spec, new Listener.Doors(loops, acceptor, clients, mark, house), beside);
        listeners.add(opened);
        return opened;
    }

    /**
     * Closes one listener: it takes no more connections, those that came through it end as {@link #drain} ends them, and
     * what is left of them at the deadline is cut. Blocks until nobody can come any more.
     */
    public void leave(Listener listener, Duration deadline) {
        listeners.remove(listener);
        listener.stopAccepting();
        listener.leave();
        for (LoopContext loop : loops.contexts()) {
            loop.loop().execute(() -> {
                ClientLoop local = loop.get(clients);
                local.leave(listener, spread(deadline));
                Future<?> unused = later(loop, deadline.toMillis(), () -> local.cut(listener, Outcome.DRAIN_CUT));
            });
        }
    }

    /** Goodbyes are said in the first half of the time, so that those who hear them have the other half. */
    private static Duration spread(Duration deadline) {
        return deadline.dividedBy(2);
    }

    /** Those that were opened; any thread. */
    public List<Listener> listeners() {
        return List.copyOf(listeners);
    }

    /** Takes no more connections but those that the kernel has let in; those that are open stay as they are. */
    public void stopAccepting() {
        listeners.forEach(Listener::stopAccepting);
    }

    /**
     * Takes no more connections, and lets those that are open end: each after the exchange that runs or comes next,
     * idle ones soon, long-lived ones with the goodbye of their protocol, all of them at the deadline.
     *
     * @param idle how long an idle connection may still bring one more request
     * @return how many exchanges were cut at the deadline, when no connection is left
     */
    public CompletionStage<Integer> drain(Duration deadline, Duration idle) {
        stopAccepting();
        CompletableFuture<Integer> all = CompletableFuture.completedFuture(0);
        for (LoopContext loop : loops.contexts()) {
            all = all.thenCombine(drain(loop, deadline, idle), Integer::sum);
        }
        return all;
    }

    private CompletableFuture<Integer> drain(LoopContext loop, Duration deadline, Duration idle) {
        CompletableFuture<Integer> done = new CompletableFuture<>();
        loop.loop().execute(() -> {
            ClientLoop local = loop.get(clients);
            local.stop(idle, spread(deadline));
            int[] cut = {0};
            Future<?> cutting = later(loop, deadline.toMillis(), () -> cut[0] = local.cut(Outcome.DRAIN_CUT));
            Future<?> giveUp = later(loop, deadline.toMillis() + CUT_MILLIS, () -> done.complete(cut[0]));
            whenEmpty(loop, local, done, () -> {
                cutting.cancel(false);
                giveUp.cancel(false);
                done.complete(cut[0]);
            });
        });
        return done;
    }

    private static void whenEmpty(LoopContext loop, ClientLoop local, CompletableFuture<?> done, Runnable then) {
        if (local.isEmpty()) {
            then.run();
        } else if (!done.isDone()) {
            Future<?> unused = later(loop, CHECK_MILLIS, () -> whenEmpty(loop, local, done, then));
        }
    }

    private static Future<?> later(LoopContext loop, long millis, Runnable task) {
        return loop.loop().schedule(task, millis, TimeUnit.MILLISECONDS);
    }

    /** Cuts what still runs, closes everything, and waits for the event loops to end. */
    @Override
    public void close() {
        stopAccepting();
        for (LoopContext loop : loops.contexts()) {
            Future<?> cut = loop.loop().submit(() -> loop.get(clients).cut(Outcome.DRAIN_CUT));
            cut.awaitUninterruptibly(CUT_MILLIS);
        }
        upstreams.close();
        Future<?> accepting = EventLoops.end(acceptor);
        Future<?> looping = loops.end();
        accepting.awaitUninterruptibly();
        looping.awaitUninterruptibly();
    }
}
