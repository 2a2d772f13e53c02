package io.dimmer.wire.head;

import io.dimmer.exchange.HeaderName;
import io.dimmer.exchange.Outcome;
import io.dimmer.wire.grammar.Authority;
import io.dimmer.wire.grammar.Grammar;
import io.netty.buffer.ByteBuf;

/**
 * Reads request heads: what RFC 9112 allows without doubt, and nothing else. One for each event loop, never for each
 * connection.
 *
 * <p>Refused, beyond what the grammar forbids: a bare CR or LF anywhere (§2.2 would let a recipient take LF alone), lines
 * that are folded (§5.2), versions but 1.0 and 1.1, no Host or more than one (§3.2), Content-Length twice even if equal,
 * beside Transfer-Encoding, or larger than a {@code long} (§6.3), Transfer-Encoding that is not {@code chunked} alone
 * (§6.1), fields for every recipient named in Connection (RFC 9110 §7.6.1). One empty line before the request line
 * is passed over (§2.2).
 */
public final class RequestHeadParser extends HeadParser {
    private static final String VERSION = "HTTP/1.";
    private static final int VERSION_LENGTH = VERSION.length() + 1;

    /** Nobody is farther away than this; larger numbers go on as this one (RFC 9110 §7.6.2). */
    private static final long MOST_HOPS = 1_000_000;

    private final Http1RequestHead head;
    private final HopByHop hopByHop;
    private boolean begun;

    /** A parser for one event loop. */
    public RequestHeadParser() {
        this(new Http1RequestHead());
    }

    private RequestHeadParser(Http1RequestHead head) {
        super(head);
        this.head = head;
        this.hopByHop = new HopByHop(head);
    }

    /**
     * Looks for a request head at the front of what arrived. The reader index stays where it is: the caller skips
     * {@link Http1RequestHead#length()} bytes of a complete head.
     *
     * @param in everything of this connection that has not been taken yet
     * @param hint what {@link #hint()} said after this connection's last call that was {@code INCOMPLETE}, else 0; it
     *     keeps a head that arrives byte by byte from being read again from its start each time
     */
    public ParseStatus parse(ByteBuf in, HeadLimits limits, int hint) {
        if (!isWorthReading(in, limits, hint)) {
            begun = true;
            return ParseStatus.INCOMPLETE;
        }
        load(in, limits);
        head.forget();
        ParseStatus status = emptyLine();
        if (status == ParseStatus.COMPLETE) {
            status = requestLine(limits);
        }
        if (status == ParseStatus.COMPLETE) {
            status = fieldLines(limits);
        }
        return status == ParseStatus.COMPLETE ? understand() : status;
    }

    /** After {@code INCOMPLETE}: false while nothing but an empty line has arrived, so that no request has begun. */
    public boolean begun() {
        return begun;
    }

    /** After {@code COMPLETE}: the head, until the next call. */
    public Http1RequestHead head() {
        return head;
    }

    /** After {@code REFUSED}: {@code BAD_REQUEST}, {@code URI_TOO_LONG} or {@code HEADERS_TOO_LARGE}. */
    public Outcome refusal() {
        return how();
    }

    private ParseStatus emptyLine() {
        begun = false;
        if (at < to && scratch[at] == Grammar.CR) {
            if (at + 1 == to) {
                return nothingYet();
            }
            if (scratch[at + 1] != Grammar.LF) {
                return refuse("A carriage return stands alone");
            }
            at += Grammar.LINE_END;
        }
        begun = at < to;
        return begun ? ParseStatus.COMPLETE : nothingYet();
    }

    private ParseStatus nothingYet() {
        lookAgain();
        return ParseStatus.INCOMPLETE;
    }

    /** {@code method SP request-target SP HTTP-version CRLF}, one space each (RFC 9112 §3). */
    private ParseStatus requestLine(HeadLimits limits) {
        int most = limits.maxFirstLine() + Grammar.LINE_END;
        boolean limited = to - at >= most;
        int bound = limited ? at + most : to;
        int methodEnd = Grammar.skip(scratch, at, bound, Grammar.TOKEN);
        if (methodEnd < bound && (scratch[methodEnd] != ' ' || methodEnd == at)) {
            return refuse("The request line does not begin with a method and a space");
        }
        method(methodEnd);
        int targetStart = Math.min(methodEnd + 1, bound);
        int targetEnd = Grammar.skip(scratch, targetStart, bound, Grammar.TARGET);
        if (targetEnd < bound && scratch[targetEnd] != ' ') {
            return refuse(targetProblem(scratch[targetEnd]));
        }
        if (targetEnd + 1 + VERSION_LENGTH + Grammar.LINE_END > bound) {
            return unfinishedLine(limited, targetEnd + 1, bound);
        }
        if (!isVersion(targetEnd + 1, targetEnd + 1 + VERSION_LENGTH)) {
            return refuse("The version of the protocol is neither HTTP/1.0 nor HTTP/1.1");
        }
        at = targetEnd + 1 + VERSION_LENGTH + Grammar.LINE_END;
        if (scratch[at - 2] != Grammar.CR || scratch[at - 1] != Grammar.LF) {
            return refuse("The request line does not end after its version");
        }
        String problem = RequestTarget.read(head, targetStart, targetEnd);
        return problem.isEmpty() ? ParseStatus.COMPLETE : refuse(problem);
    }

    private ParseStatus unfinishedLine(boolean limited, int versionStart, int bound) {
        for (int i = versionStart; i < Math.min(bound, versionStart + VERSION.length()); i++) {
            if (scratch[i] != VERSION.charAt(i - versionStart)) {
                return refuse("The version of the protocol is neither HTTP/1.0 nor HTTP/1.1");
            }
        }
        return limited ? refuse(Outcome.URI_TOO_LONG, "The request line is too long") : ParseStatus.INCOMPLETE;
    }

    private void method(int methodEnd) {
        head.methodStart = at;
        head.methodEnd = methodEnd;
        if (head.isMethod("HEAD")) {
            head.answerTo = AnswerTo.HEAD;
        } else if (head.isMethod("CONNECT")) {
            head.answerTo = AnswerTo.CONNECT;
        }
    }

    private boolean isVersion(int from, int to) {
        for (int i = from; i < to - 1; i++) {
            if (scratch[i] != VERSION.charAt(i - from)) {
                return false;
            }
        }
        head.version11 = scratch[to - 1] == '1';
        return head.version11 || scratch[to - 1] == '0';
    }

    private static String targetProblem(byte found) {
        if (found == '#') {
            return "The request target has a fragment";
        }
        return found == Grammar.CR
                ? "The request line has no version"
                : "The request target has a character that must be percent-encoded";
    }

    /** What the fields say together. */
    private ParseStatus understand() {
        head.isForwarded = forwardings > 0;
        String problem = host();
        if (problem.isEmpty()) {
            problem = MessageLength.read(this, head);
        }
        if (problem.isEmpty()) {
            problem = hopByHop.connection(connection);
        }
        if (problem.isEmpty() && head.isTrace() && head.bodyKind != BodyKind.NONE) {
            problem = "TRACE has content";
        }
        if (problem.isEmpty() && hopLimits > 0) {
            problem = hopLimit();
        }
        if (!problem.isEmpty()) {
            return refuse(problem);
        }
        expectation();
        if (head.answerTo == AnswerTo.OTHER) {
            hopByHop.upgrade(upgrade);
            head.answerTo = head.isUpgrade() ? AnswerTo.UPGRADE : AnswerTo.OTHER;
        }
        return ParseStatus.COMPLETE;
    }

    /** Exactly one, and a valid one; HTTP/1.0 may leave it out (RFC 9112 §3.2). */
    private String host() {
        boolean inTarget = head.authorityEnd > 0;
        if (hosts != 1) {
            head.rewritesHost = true;
            return hosts == 0 && !head.version11 ? "" : "The request has not exactly one Host";
        }
        int start = head.valueStart[host];
        int end = head.valueEnd[host];
        int hostEnd = Authority.hostEnd(scratch, start, end);
        if (hostEnd == Authority.INVALID) {
            return "Host is not a host and a port";
        }
        if (!inTarget) {
            head.authorityStart = start;
            head.authorityEnd = end;
            head.hostStart = start;
            head.hostEnd = hostEnd;
        } else if (!sameAuthority(start, end)) {
            // A sender must make them equal; a recipient must ignore Host if it did not (RFC 9112 §3.2.2).
            head.rewritesHost = true;
            head.drop(host);
        }
        return "";
    }

    private boolean sameAuthority(int start, int end) {
        if (end - start != head.authorityEnd - head.authorityStart) {
            return false;
        }
        for (int i = start; i < end; i++) {
            byte other = scratch[head.authorityStart + i - start];
            if (HeaderName.lowerCase(scratch[i]) != HeaderName.lowerCase(other)) {
                return false;
            }
        }
        return true;
    }

    /** For OPTIONS and TRACE alone, and then one number (RFC 9110 §7.6.2). */
    private String hopLimit() {
        if (!head.isMethod("OPTIONS") && !head.isTrace()) {
            return "";
        }
        long hops = MessageLength.of(scratch, head.valueStart[hopLimit], head.valueEnd[hopLimit]);
        if (hopLimits > 1 || hops == MessageLength.INVALID) {
            return "Max-Forwards is not one number";
        }
        head.hopsLeft = Math.min(hops, MOST_HOPS);
        head.drop(hopLimit);
        return "";
    }

    /** {@code 100-continue}, which a request of HTTP/1.0 cannot mean (RFC 9110 §10.1.1). */
    private void expectation() {
        boolean waits = expect != NONE
                && Grammar.isWord(scratch, head.valueStart[expect], head.valueEnd[expect], "100-continue");
        head.expectsContinue = waits && head.version11 && head.bodyKind != BodyKind.NONE;
        if (waits && !head.expectsContinue) {
            head.drop(expect);
        }
    }
}
