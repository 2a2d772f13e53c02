package io.dimmer.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.dimmer.wire.head.HeadLimits;
import io.dimmer.wire.head.HeadWriter;
import io.dimmer.wire.head.Http1RequestHead;
import io.dimmer.wire.head.ParseStatus;
import io.dimmer.wire.head.RequestHeadParser;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForceCookieTest {
    private final ForceCookie cookie = new ForceCookie("dv");
    private final RequestHeadParser parser = new RequestHeadParser();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dv=x | ''",
                "a=1; dv=x | a=1",
                "dv=x; a=1 | a=1",
                "a=1;dv=x;b=2 | a=1; b=2",
                "a=1; dv=x; b=2; dv=y | a=1; b=2",
                "dv= | ''",
                "a=1; ;; dv=x | a=1",
                "a=\"q; dv=x | a=\"q",
            })
    void cutsItOutAndKeepsTheRest(String before, String after) {
        String written = rewrite(before);
        assertThat(written).isEqualTo(after.isEmpty() ? "" : "Cookie: " + after + "\r\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"a=1", "xdv=1; a=dv=2", "dvx=1", "DV=1", "dv"})
    void leavesOthersAlone(String value) {
        Http1RequestHead head = parse(value);
        assertThat(cookie.isIn(head)).isFalse();
        cookie.drop(head);
        assertThat(head.passes(1)).isTrue();
    }

    private String rewrite(String value) {
        Http1RequestHead head = parse(value);
        assertThat(cookie.isIn(head)).isTrue();
        cookie.drop(head);
        assertThat(head.passes(1)).isFalse();
        HeadWriter writer = new HeadWriter().begin();
        cookie.writeRest(head, writer);
        ByteBuf out = writer.finish(UnpooledByteBufAllocator.DEFAULT, 0);
        String text = out.toString(StandardCharsets.ISO_8859_1);
        out.release();
        return text.substring(0, text.length() - 2);
    }

    private Http1RequestHead parse(String cookies) {
        ByteBuf in = Unpooled.copiedBuffer(
                "GET / HTTP/1.1\r\nHost: a\r\nCookie: " + cookies + "\r\n\r\n", StandardCharsets.ISO_8859_1);
        assertThat(parser.parse(in, HeadLimits.ANSWERS, 0)).isEqualTo(ParseStatus.COMPLETE);
        return parser.head();
    }
}
