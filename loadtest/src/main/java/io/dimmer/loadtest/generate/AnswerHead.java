package io.dimmer.loadtest.generate;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.util.AsciiString;

/** What is kept of the head of an answer. */
record AnswerHead(int status, boolean keepsAlive, String version, String reason, String outcome) {
    /** In place of a head that never came. */
    static final AnswerHead NONE = new AnswerHead(0, false, Answer.ABSENT, Answer.ABSENT, Answer.ABSENT);

    private static final AsciiString VERSION = AsciiString.cached("X-Dimmer-Version");
    private static final AsciiString REASON = AsciiString.cached("X-Dimmer-Reason");
    private static final AsciiString OUTCOME = AsciiString.cached("X-Dimmer-Outcome");

    static AnswerHead of(HttpResponse response) {
        HttpHeaders headers = response.headers();
        return new AnswerHead(
                response.status().code(),
                HttpUtil.isKeepAlive(response),
                headers.get(VERSION, Answer.ABSENT),
                headers.get(REASON, Answer.ABSENT),
                headers.get(OUTCOME, Answer.ABSENT));
    }
}
