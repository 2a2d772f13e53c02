package io.dimmer.wire.head;

import io.dimmer.exchange.RequestHead;
import io.dimmer.wire.grammar.Grammar;
import io.dimmer.wire.grammar.KnownField;

/**
 * The head of an HTTP/1 request, as its parser understood it. Valid until the parser's next head, on its event loop.
 */
public final class Http1RequestHead extends HeadFields implements RequestHead {
    int methodStart;
    int methodEnd;
    int pathStart;
    int pathEnd;
    int queryStart;
    int queryEnd;
    int authorityStart;
    int authorityEnd;
    int hostStart;
    int hostEnd;
    boolean rewritesHost;
    boolean expectsContinue;
    boolean isForwarded;
    /** What {@code Max-Forwards} says, or {@link HeadParser#NONE} where it says nothing to us. */
    long hopsLeft = HeadParser.NONE;

    AnswerTo answerTo = AnswerTo.OTHER;

    Http1RequestHead() {}

    /** Nothing of the head before may be seen through one that is refused half-way. */
    void forget() {
        methodStart = 0;
        methodEnd = 0;
        pathStart = 0;
        pathEnd = 0;
        queryStart = 0;
        queryEnd = 0;
        authorityStart = 0;
        authorityEnd = 0;
        hostStart = 0;
        hostEnd = 0;
        rewritesHost = false;
        expectsContinue = false;
        isForwarded = false;
        hopsLeft = HeadParser.NONE;
        answerTo = AnswerTo.OTHER;
    }

    /** Methods are case-sensitive (RFC 9110 §9.1). */
    boolean isMethod(String name) {
        int length = name.length();
        if (methodEnd - methodStart != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (bytes[methodStart + i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** True when the client waits for 100 before it sends its body (RFC 9110 §10.1.1); never for HTTP/1.0. */
    public boolean expectsContinue() {
        return expectsContinue;
    }

    /** Keeps from going on whatever proxies before us said of the client: {@code X-Forwarded-*} and {@code X-Real-IP}. */
    public void dropForwarding() {
        for (int i = 0; isForwarded && i < count; i++) {
            if (KnownField.of(bytes, nameStart[i], nameEnd[i], nameHash[i]) == KnownField.FORWARDING) {
                passes[i] = false;
            }
        }
    }

    /** True for an OPTIONS or TRACE that must not be forwarded: we are its final recipient (RFC 9110 §7.6.2). */
    public boolean isLastHop() {
        return hopsLeft == 0;
    }

    /** True for TRACE. */
    public boolean isTrace() {
        return isMethod("TRACE");
    }

    /** Where the request line ends, its line end included. */
    public int firstLineEnd() {
        return count > 0 ? nameStart[0] : end - Grammar.LINE_END;
    }

    /** What a parser of the answer must know. */
    public AnswerTo answerTo() {
        return answerTo;
    }

    /** True for HEAD. */
    public boolean isHead() {
        return answerTo == AnswerTo.HEAD;
    }

    /** True for CONNECT: its target is an authority, its path is empty. */
    public boolean isConnect() {
        return answerTo == AnswerTo.CONNECT;
    }

    /** Start of host and port: of the target if it has them, else of Host. */
    public int authorityStart() {
        return authorityStart;
    }

    /** End of host and port; equal to the start when there are none. */
    public int authorityEnd() {
        return authorityEnd;
    }

    @Override
    public int methodStart() {
        return methodStart;
    }

    @Override
    public int methodEnd() {
        return methodEnd;
    }

    @Override
    public int pathStart() {
        return pathStart;
    }

    @Override
    public int pathEnd() {
        return pathEnd;
    }

    @Override
    public int queryStart() {
        return queryStart;
    }

    @Override
    public int queryEnd() {
        return queryEnd;
    }

    @Override
    public int hostStart() {
        return hostStart;
    }

    @Override
    public int hostEnd() {
        return hostEnd;
    }
}
