package io.dimmer.wire.head;

import io.dimmer.wire.grammar.Grammar;
import io.netty.buffer.ByteBuf;

/**
 * Reads the heads of answers, as strictly as {@link RequestHeadParser} reads requests. One for each event loop. A
 * refusal is always {@code RESPONSE_INVALID}.
 *
 * <p>Beyond the grammar: status 100 to 599; 101 only for a request that offered an upgrade, and with a protocol other
 * than HTTP (RFC 9110 §7.8); no content announced with 1xx and 204, where a {@code Content-Length: 0}, which is
 * common and must not be there (§8.6), is dropped. A status line may lack the space before an empty reason.
 */
public final class ResponseHeadParser extends HeadParser {
    private static final String VERSION = "HTTP/1.";
    private static final int STATUS_START = VERSION.length() + 2;
    private static final int STATUS_END = STATUS_START + 3;
    private static final int UPGRADE_REQUIRED = 426;
    private static final int SWITCHING = 101;
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    private static final int REDIRECTION = 300;
    private static final int NOT_MODIFIED = 304;
    private static final int FIRST_STATUS = 100;
    private static final int LAST_STATUS = 599;

    private final Http1ResponseHead head;
    private final HopByHop hopByHop;

    /** A parser for one event loop. */
    public ResponseHeadParser() {
        this(new Http1ResponseHead());
    }

    private ResponseHeadParser(Http1ResponseHead head) {
        super(head);
        this.head = head;
        this.hopByHop = new HopByHop(head);
    }

    /**
     * Looks for the head of an answer at the front of what arrived; as {@link RequestHeadParser#parse}.
     *
     * @param answerTo {@link Http1RequestHead#answerTo()} of the request
     */
    public ParseStatus parse(ByteBuf in, HeadLimits limits, int hint, AnswerTo answerTo) {
        if (!isWorthReading(in, limits, hint)) {
            return ParseStatus.INCOMPLETE;
        }
        load(in, limits);
        ParseStatus status = statusLine(limits);
        if (status == ParseStatus.COMPLETE) {
            status = fieldLines(limits);
        }
        if (status != ParseStatus.COMPLETE) {
            return status;
        }
        String problem = understand(answerTo);
        return problem.isEmpty() ? ParseStatus.COMPLETE : refuse(problem);
    }

    /** After {@code COMPLETE}: the head, until the next call. */
    public Http1ResponseHead head() {
        return head;
    }

    /** {@code HTTP-version SP status-code SP [ reason-phrase ] CRLF} (RFC 9112 §4). */
    private ParseStatus statusLine(HeadLimits limits) {
        int most = limits.maxFirstLine() + Grammar.LINE_END;
        boolean limited = to - at >= most;
        int bound = limited ? at + most : to;
        String problem = beginning(bound);
        if (!problem.isEmpty()) {
            return refuse(problem);
        }
        int from = Math.min(at + STATUS_END, bound);
        int lineEnd = Grammar.skip(scratch, from, bound, Grammar.VALUE);
        if (lineEnd + 1 >= bound && (lineEnd == bound || scratch[lineEnd] == Grammar.CR)) {
            return limited ? refuse("The status line is too long") : ParseStatus.INCOMPLETE;
        }
        if (scratch[lineEnd] != Grammar.CR || scratch[lineEnd + 1] != Grammar.LF) {
            return refuse("The status line has a control character in its reason");
        }
        if (lineEnd > from && scratch[from] != ' ') {
            return refuse("The status line has no space behind its status");
        }
        return status(from, lineEnd);
    }

    private ParseStatus status(int from, int lineEnd) {
        int digits = at + STATUS_START;
        head.version11 = scratch[digits - 2] == '1';
        head.status = (scratch[digits] - '0') * 100 + (scratch[digits + 1] - '0') * 10 + (scratch[digits + 2] - '0');
        head.reasonStart = Math.min(from + 1, lineEnd);
        head.reasonEnd = lineEnd;
        at = lineEnd + Grammar.LINE_END;
        return head.status >= FIRST_STATUS && head.status <= LAST_STATUS
                ? ParseStatus.COMPLETE
                : refuse("The status is not 100 to 599");
    }

    /** Version, space and status, as far as they are there. */
    private String beginning(int bound) {
        int end = Math.min(bound, at + STATUS_END);
        for (int i = at; i < end; i++) {
            if (!fits(scratch[i], i - at)) {
                return "The answer does not begin with HTTP/1.0 or HTTP/1.1 and a status";
            }
        }
        return "";
    }

    private static boolean fits(byte found, int position) {
        if (position < VERSION.length()) {
            return found == VERSION.charAt(position);
        }
        if (position == VERSION.length()) {
            return found == '0' || found == '1';
        }
        return position < STATUS_START ? found == ' ' : Grammar.is(found, Grammar.DIGIT);
    }

    /** What the fields say together. */
    private String understand(AnswerTo answerTo) {
        head.date = date;
        String problem = MessageLength.read(this, head);
        if (problem.isEmpty()) {
            problem = hopByHop.connection(connection);
        }
        if (problem.isEmpty()) {
            problem = body(answerTo);
        }
        if (problem.isEmpty() && head.status == UPGRADE_REQUIRED) {
            hopByHop.upgrade(upgrade);
        }
        return problem.isEmpty() && head.status == SWITCHING ? switching(answerTo) : problem;
    }

    /** RFC 9112 §6.3, in its order. */
    private String body(AnswerTo answerTo) {
        boolean tunnel = answerTo == AnswerTo.CONNECT && head.status >= OK && head.status < REDIRECTION;
        if (head.status < OK || head.status == NO_CONTENT || tunnel) {
            if (head.bodyKind != BodyKind.NONE) {
                return "An answer that has no content announces some";
            }
            if (lengths > 0) {
                head.drop(length);
                head.rewritesLength = false;
            }
        } else if (head.status == NOT_MODIFIED || answerTo == AnswerTo.HEAD) {
            head.bodyKind = BodyKind.NONE;
        } else if (lengths == 0 && codings == 0) {
            head.bodyKind = BodyKind.UNTIL_CLOSE;
            head.keepAlive = false;
        }
        return "";
    }

    private String switching(AnswerTo answerTo) {
        hopByHop.upgrade(upgrade);
        return answerTo == AnswerTo.UPGRADE && head.isUpgrade()
                ? ""
                : "The answer switches to a protocol that was not offered";
    }
}
