package io.dimmer.exchange;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * The facts of one client request and its answer, filled in as they become known, and the rule that it ends exactly
 * once.
 *
 * <p>Confined to the client's event loop. It is the one object that a request allocates; whoever wants to keep a fact
 * beyond {@link ExchangeListener#ended} copies it.
 */
public final class Exchange {
    /** No route, service, version or key. */
    public static final int NONE = -1;

    private final RequestHead head;
    private final InetAddress client;
    private final boolean stranger;
    private final long startNanos;

    private int route = NONE;
    private int service = NONE;
    private int version = NONE;
    private int versionIndex = NONE;
    private int splitNumber;
    private @Nullable AssignmentReason reason;
    private int keySource = NONE;
    private long keyHash;
    private @Nullable String run;
    private boolean stream;
    private boolean forcer;
    private boolean forceCookieStale;

    private long judgedFromNanos;
    private long headNanos;
    private long answerBytes;
    private int answerStatus;
    private @Nullable Outcome attemptOutcome;
    private @Nullable Outcome outcome;
    private int status;
    private long endNanos;

    private @Nullable RequestName name;
    private @Nullable Object note;
    private int resolved;
    private @Nullable Exchange before;
    private @Nullable Exchange after;

    /**
     * Begins.
     *
     * @param head valid until the exchange is handed on to the upstream
     * @param client address after trusted proxies
     * @param stranger true when forwarding headers came from a peer that is not trusted
     * @param startNanos elapsed time at the first byte of the request
     */
    public Exchange(RequestHead head, InetAddress client, boolean stranger, long startNanos) {
        this.head = head;
        this.client = client;
        this.stranger = stranger;
        this.startNanos = startNanos;
    }

    /** The route and its service, as dense numbers. */
    public void routed(int routeNumber, int serviceNumber) {
        this.route = routeNumber;
        this.service = serviceNumber;
    }

    /**
     * The chosen version.
     *
     * @param index in its service's split
     * @param number dense, for the life of the process
     * @param why the reason
     * @param split the service's split number that was in force
     */
    public void assigned(int index, int number, AssignmentReason why, int split) {
        this.versionIndex = index;
        this.version = number;
        this.reason = why;
        this.splitNumber = split;
    }

    /**
     * The user's key.
     *
     * @param source which of the service's key sources it came from, or {@link #NONE}
     * @param hash 64 bits of the key, meaningless without a source
     */
    public void keyed(int source, long hash) {
        this.keySource = source;
        this.keyHash = hash;
    }

    /**
     * Marks a load test: it is measured apart, and judges nothing.
     *
     * @param name which one
     */
    public void markRun(String name) {
        this.run = name;
    }

    /** Marks one who may force a version: sees what was decided, and is believed to be a load test. */
    public void markForcer() {
        this.forcer = true;
    }

    /** The force cookie names no version, or its token has expired: the answer takes it away. */
    public void markForceCookieStale() {
        this.forceCookieStale = true;
    }

    /** Marks a long-lived one, a tunnel or a stream of events: its latency ends with the head of its answer. */
    public void markStream() {
        this.stream = true;
    }

    /** A connection for the first attempt was asked for: the judged latency begins. */
    public void attempted(long nanos) {
        this.judgedFromNanos = nanos;
    }

    /** The final head of the answer arrived. */
    public void answered(int answerStatusCode, long nanos) {
        this.answerStatus = answerStatusCode;
        this.headNanos = nanos;
    }

    /** Its id; the owner may take it for another one when this exchange has ended. */
    public void named(RequestName by) {
        this.name = by;
    }

    /** Bytes of the body of the upstream's answer, as far as they came. */
    public void transferred(long bytes) {
        this.answerBytes = bytes;
    }

    /** The first attempt ended. */
    public void attemptEnded(Outcome how) {
        this.attemptOutcome = how;
    }

    /**
     * Ends the exchange, once.
     *
     * @param how the outcome
     * @param statusSeen what the client saw, 0 for nothing
     * @return false when it had ended before; then nothing changes
     */
    public boolean end(Outcome how, int statusSeen, long nanos) {
        if (outcome != null) {
            return false;
        }
        this.outcome = how;
        this.status = statusSeen;
        this.endNanos = nanos;
        return true;
    }

    /** The request's head; only until the exchange is handed on to the upstream. */
    public RequestHead head() {
        return head;
    }

    /** The client's address after trusted proxies. */
    public InetAddress client() {
        return client;
    }

    /** True when it carries forwarding headers from a peer that is not trusted. */
    public boolean isStranger() {
        return stranger;
    }

    /** Elapsed time at the first byte of the request. */
    public long startNanos() {
        return startNanos;
    }

    /** Dense number of the route, or {@link #NONE}. */
    public int route() {
        return route;
    }

    /** Dense number of the service, or {@link #NONE}. */
    public int service() {
        return service;
    }

    /** Dense number of the version, or {@link #NONE}. */
    public int version() {
        return version;
    }

    /** The version's index in its service's split, or {@link #NONE}. */
    public int versionIndex() {
        return versionIndex;
    }

    /** The service's split number under which the version was chosen. */
    public int splitNumber() {
        return splitNumber;
    }

    /** Why this version, null before the choice. */
    public @Nullable AssignmentReason reason() {
        return reason;
    }

    /** Which key source decided, or {@link #NONE}. */
    public int keySource() {
        return keySource;
    }

    /** 64 bits of the user's key. */
    public long keyHash() {
        return keyHash;
    }

    /** True for a load test. */
    public boolean isRun() {
        return run != null;
    }

    /** Which load test it belongs to, null for none. */
    public @Nullable String run() {
        return run;
    }

    /** True for a long-lived one; known when its answer begins. */
    public boolean isStream() {
        return stream;
    }

    /** True for one who may force a version of the service; known once it is assigned. */
    public boolean isForcer() {
        return forcer;
    }

    /** True when the answer has to take the force cookie away. */
    public boolean isForceCookieStale() {
        return forceCookieStale;
    }

    /** Elapsed time when the first connection was asked for, 0 before. */
    public long judgedFromNanos() {
        return judgedFromNanos;
    }

    /** Elapsed time at the final head of the answer, 0 before. */
    public long headNanos() {
        return headNanos;
    }

    /** Status of the upstream's answer, 0 before. */
    public int answerStatus() {
        return answerStatus;
    }

    /** Bytes of the body of the upstream's answer; known when the attempt has ended. */
    public long answerBytes() {
        return answerBytes;
    }

    /** Its id, null before it has one; only until the exchange has ended. */
    public @Nullable RequestName name() {
        return name;
    }

    /** How the first attempt ended, null before. */
    public @Nullable Outcome attemptOutcome() {
        return attemptOutcome;
    }

    /** How it ended, null before. */
    public @Nullable Outcome outcome() {
        return outcome;
    }

    /** Status that the client saw, 0 for none. */
    public int status() {
        return status;
    }

    /** Elapsed time at the end, 0 before. */
    public long endNanos() {
        return endNanos;
    }

    /** What the access log keeps here; for it alone. */
    public @Nullable Object note() {
        return note;
    }

    /** Sets what {@link #note()} tells. */
    public void note(@Nullable Object kept) {
        this.note = kept;
    }

    /** Which event types this request has resolved; kept here for {@code measure} alone. */
    public int resolved() {
        return resolved;
    }

    /** Sets what {@link #resolved()} tells. */
    public void resolved(int mask) {
        this.resolved = mask;
    }

    /** The exchange before this one in its loop's list of running exchanges; kept here for {@code measure} alone. */
    public @Nullable Exchange before() {
        return before;
    }

    /** The exchange after this one in its loop's list of running exchanges; kept here for {@code measure} alone. */
    public @Nullable Exchange after() {
        return after;
    }

    /** Sets the exchange before this one. */
    public void before(@Nullable Exchange other) {
        this.before = other;
    }

    /** Sets the exchange after this one. */
    public void after(@Nullable Exchange other) {
        this.after = other;
    }
}
