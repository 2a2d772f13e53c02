package io.dimmer.loadtest.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.dimmer.loadtest.request.RequestTemplate.Header;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RequestMixTest {
    private static final List<Header> HOST = List.of(new Header("Host", "shop"));

    @Test
    void drawsRequestsInProportionToTheirWeights() {
        RequestMix mix = RequestMix.of(List.of(part("list", 8), part("show", 1), part("buy", 1)), 1);
        long lists = LongStream.range(0, 100_000)
                .filter(number -> mix.name(number).equals("list"))
                .count();

        assertThat(lists / 100_000.0).isCloseTo(0.8, within(0.005));
        assertThat(mix.name(5))
                .isEqualTo(RequestMix.of(List.of(part("list", 8), part("show", 1), part("buy", 1)), 1)
                        .name(5));
    }

    @Test
    void sendsTheRequestThatItNames() {
        RequestMix mix = RequestMix.of(
                List.of(
                        new RequestMix.Part("head", 1, RequestTemplate.of("HEAD", "/head", HOST)),
                        new RequestMix.Part("get", 1, RequestTemplate.of("GET", "/get", HOST))),
                1);
        for (long number = 0; number < 50; number++) {
            boolean head = mix.name(number).equals("head");
            assertThat(text(mix, number)).startsWith(head ? "HEAD /head " : "GET /get ");
            assertThat(mix.answerWithoutBody(number)).isEqualTo(head);
        }
    }

    @Test
    void sendsBodiesWithTheirLengthInBytes() {
        RequestTemplate template = RequestTemplate.of(
                        "POST",
                        "/users/{user}?n={number}",
                        List.of(new Header("Host", "shop"), new Header("Cookie", "uid={user}")))
                .sending("{\"wer\": {user}, \"grüße\": {number}}")
                .by(Users.inTurn(200));

        assertThat(text(template, 122)).isEqualTo("""
                POST /users/123?n=122 HTTP/1.1\r
                Host: shop\r
                Cookie: uid=123\r
                Content-Length: 28\r
                \r
                {"wer": 123, "grüße": 122}""");
    }

    @Test
    void leavesThePlaceOfAUserEmptyWhenThereIsNone() {
        RequestTemplate template = RequestTemplate.of("POST", "/", HOST).sending("<{user}>");
        assertThat(text(template, 0)).endsWith("Content-Length: 2\r\n\r\n<>");
    }

    @Test
    void refusesMixesThatCannotBeToldApart() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RequestMix.of(List.of(part("a", 1), part("a", 1)), 1))
                .withMessage("requests: found a twice, expected names that tell them apart");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> part("a", 0))
                .withMessage("weight of request a: found 0.0, expected more than 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RequestTemplate.of("GET", "/", List.of(new Header("content-length", "5"))))
                .withMessage("header content-length: found it, expected none: the length is that of the body");
    }

    private static RequestMix.Part part(String name, double weight) {
        return new RequestMix.Part(name, weight, RequestTemplate.of("GET", "/" + name, HOST));
    }

    private static String text(RequestFactory factory, long number) {
        ByteBuf out = Unpooled.buffer();
        factory.write(number, out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
