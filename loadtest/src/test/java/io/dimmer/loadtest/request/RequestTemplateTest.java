package io.dimmer.loadtest.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dimmer.loadtest.request.RequestTemplate.Header;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestTemplateTest {
    private static final List<Header> HOST = List.of(new Header("Host", "shop.example"));

    @Test
    void writesItsUserInDigits() {
        RequestTemplate template = RequestTemplate.of("GET", "/a?b=c", HOST, "X-User-Id", Users.inTurn(1_000));

        ByteBuf bytes = Unpooled.buffer();
        assertThat(template.write(0, bytes)).isEqualTo(1);
        assertThat(bytes.toString(StandardCharsets.US_ASCII))
                .isEqualTo("GET /a?b=c HTTP/1.1\r\nHost: shop.example\r\nX-User-Id: 1\r\n\r\n");
        bytes.clear();
        assertThat(template.write(999, bytes)).isEqualTo(1_000);
        assertThat(bytes.toString(StandardCharsets.US_ASCII)).endsWith("X-User-Id: 1000\r\n\r\n");
    }

    @Test
    void needsNoUser() {
        RequestTemplate template = RequestTemplate.of("HEAD", "/", HOST);

        ByteBuf bytes = Unpooled.buffer();
        assertThat(template.write(5, bytes)).isEqualTo(RequestFactory.NOBODY);
        assertThat(bytes.toString(StandardCharsets.US_ASCII))
                .isEqualTo("HEAD / HTTP/1.1\r\nHost: shop.example\r\n\r\n");
        assertThat(template.answerWithoutBody(0)).isTrue();
    }

    @Test
    void refusesWhatWouldBeAnotherRequest() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Header("X-A", "1\r\nX-B: 2"))
                .withMessageStartingWith("header X-A: found '1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Header("X A", "1"))
                .withMessageStartingWith("header name: found 'X A'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RequestTemplate.of("GET", "/a b", HOST))
                .withMessage("path: found '/a b', expected a slash and printable ASCII without spaces");
    }
}
