package io.dimmer.wire.head;

import static org.assertj.core.api.Assertions.assertThat;

import io.dimmer.exchange.Outcome;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The malformed inputs against which HTTP/1 decoders are commonly tried: each is refused, none is repaired. */
class MalformedInputsTest {
    /** {@code ~} is CR LF, {@code !} is LF alone, {@code ^} a space, {@code <0d>} a byte in hexadecimal. */
    private static final String TABLE = """
            Content-Length beside Transfer-Encoding | GET / HTTP/1.1~Host: a~Content-Length: 5~Transfer-Encoding: chunked~~
            Transfer-Encoding before Content-Length | GET / HTTP/1.1~Host: a~Transfer-Encoding: chunked~Content-Length: 5~~
            Transfer-Encoding in HTTP/1.0           | GET / HTTP/1.0~Host: a~Transfer-Encoding: chunked~~
            chunked not last                        | GET / HTTP/1.1~Host: a~Transfer-Encoding: chunked, gzip~~
            chunked after another coding            | GET / HTTP/1.1~Host: a~Transfer-Encoding: gzip, chunked~~
            unknown coding                          | GET / HTTP/1.1~Host: a~Transfer-Encoding: xchunked~~
            identity                                | GET / HTTP/1.1~Host: a~Transfer-Encoding: identity~~
            empty coding                            | GET / HTTP/1.1~Host: a~Transfer-Encoding:~~
            coding with a parameter                 | GET / HTTP/1.1~Host: a~Transfer-Encoding: chunked;a=b~~
            quoted coding                           | GET / HTTP/1.1~Host: a~Transfer-Encoding: "chunked"~~
            Transfer-Encoding twice                 | GET / HTTP/1.1~Host: a~Transfer-Encoding: chunked~Transfer-Encoding: chunked~~
            chunked twice                           | GET / HTTP/1.1~Host: a~Transfer-Encoding: chunked, chunked~~
            vertical tab before the coding          | GET / HTTP/1.1~Host: a~Transfer-Encoding: <0b>chunked~~
            Content-Length twice and equal          | GET / HTTP/1.1~Host: a~Content-Length: 5~Content-Length: 5~~
            Content-Length twice and different      | GET / HTTP/1.1~Host: a~Content-Length: 5~Content-Length: 6~~
            Content-Length as a list                | GET / HTTP/1.1~Host: a~Content-Length: 5, 5~~
            Content-Length with a plus              | GET / HTTP/1.1~Host: a~Content-Length: +5~~
            Content-Length with a minus             | GET / HTTP/1.1~Host: a~Content-Length: -5~~
            Content-Length in hexadecimal           | GET / HTTP/1.1~Host: a~Content-Length: 0x5~~
            Content-Length with a space inside      | GET / HTTP/1.1~Host: a~Content-Length: 1 0~~
            Content-Length with a fraction          | GET / HTTP/1.1~Host: a~Content-Length: 5.0~~
            empty Content-Length                    | GET / HTTP/1.1~Host: a~Content-Length:~~
            Content-Length beyond a long            | GET / HTTP/1.1~Host: a~Content-Length: 99999999999999999999~~
            Content-Length that wraps to 5          | GET / HTTP/1.1~Host: a~Content-Length: 18446744073709551621~~
            space before the colon                  | GET / HTTP/1.1~Host: a~Content-Length : 5~~
            tab before the colon                    | GET / HTTP/1.1~Host: a~Content-Length<09>: 5~~
            NUL in a value                          | GET / HTTP/1.1~Host: a~X: a<00>b~~
            NUL in a name                           | GET / HTTP/1.1~Host: a~X<00>: ab~~
            DEL in a value                          | GET / HTTP/1.1~Host: a~X: a<7f>b~~
            bell in a value                         | GET / HTTP/1.1~Host: a~X: a<07>b~~
            control bytes before the request        | <01>GET / HTTP/1.1~Host: a~~
            NUL before the request                  | <00>GET / HTTP/1.1~Host: a~~
            space before the request                | ^GET / HTTP/1.1~Host: a~~
            LF alone behind the request line        | GET / HTTP/1.1!Host: a~~
            LF alone behind a field                 | GET / HTTP/1.1~Host: a!X: b~~
            LF alone at the end                     | GET / HTTP/1.1~Host: a~!
            CR alone in a value                     | GET / HTTP/1.1~Host: a~X: a<0d>b~~
            CR alone before the empty line          | GET / HTTP/1.1~Host: a~<0d>X: b~~
            CR CR LF                                | GET / HTTP/1.1~Host: a<0d>~~~
            control character in the target         | GET /<01> HTTP/1.1~Host: a~~
            DEL in the target                       | GET /<7f> HTTP/1.1~Host: a~~
            byte above 127 in the target            | GET /<e9> HTTP/1.1~Host: a~~
            tab in the target                       | GET /<09>a HTTP/1.1~Host: a~~
            folded value                            | GET / HTTP/1.1~Host: a~X: a~ b~~
            folded with a tab                       | GET / HTTP/1.1~Host: a~X: a~<09>b~~
            folded before the first field           | GET / HTTP/1.1~ Host: a~~
            folded Transfer-Encoding                | GET / HTTP/1.1~Host: a~Transfer-Encoding:~ chunked~~
            no Host                                 | GET / HTTP/1.1~~
            two Hosts                               | GET / HTTP/1.1~Host: a~Host: a~~
            two Hosts in HTTP/1.0                   | GET / HTTP/1.0~Host: a~Host: b~~
            HTTP/1.2                                | GET / HTTP/1.2~Host: a~~
            HTTP/2.0                                | GET / HTTP/2.0~Host: a~~
            HTTP/1.10                               | GET / HTTP/1.10~Host: a~~
            HTTP/1                                  | GET / HTTP/1~Host: a~~
            HTTP/0.9                                | GET /~~
            lower case version                      | GET / http/1.1~Host: a~~
            preface of HTTP/2                       | PRI * HTTP/2.0~~SM~~
            space behind the version                | GET / HTTP/1.1 ~Host: a~~
            two spaces before the target            | GET  / HTTP/1.1~Host: a~~
            two spaces before the version           | GET /  HTTP/1.1~Host: a~~
            tab for a space                         | GET<09>/ HTTP/1.1~Host: a~~
            no method                               | ^/ HTTP/1.1~Host: a~~
            colon in the method                     | G:T / HTTP/1.1~Host: a~~
            field without a name                    | GET / HTTP/1.1~Host: a~: b~~
            field without a colon                   | GET / HTTP/1.1~Host: a~X~~
            parenthesis in a name                   | GET / HTTP/1.1~Host: a~X(: b~~
            byte above 127 in a name                | GET / HTTP/1.1~Host: a~X<e9>: b~~
            fragment                                | GET /a#b HTTP/1.1~Host: a~~
            two empty lines before the request      | ~~GET / HTTP/1.1~Host: a~~
            """;

    private static final Pattern BYTE = Pattern.compile("<([0-9a-f]{2})>");

    static Stream<Arguments> inputs() {
        return TABLE.lines().map(line -> {
            String[] cells = line.split("\\|", 2);
            return Arguments.of(cells[0].strip(), decode(cells[1].strip()));
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inputs")
    void areRefused(String name, String raw) {
        String detail = Requests.refusedRaw(raw, Requests.LIMITS, Outcome.BAD_REQUEST);
        assertThat(detail).as(name).matches("[A-Z][^\\n]+");
    }

    private static String decode(String input) {
        String lines = input.replace("~", "\r\n").replace("!", "\n").replace("^", " ");
        return BYTE.matcher(lines).replaceAll(found -> String.valueOf((char) Integer.parseInt(found.group(1), 16)));
    }
}
