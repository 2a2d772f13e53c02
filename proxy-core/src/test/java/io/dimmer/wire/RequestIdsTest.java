package io.dimmer.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.dimmer.wire.head.HeadWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdsTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00f067aa0ba902b7";

    @Test
    void makesEachIdOnce() {
        RequestIds ids = new RequestIds(7, 1);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            assertThat(seen.add(ids.next().text())).isTrue();
        }
    }

    @Test
    void writesTheIdThatItTells() {
        RequestIds ids = new RequestIds(0xABCL, 5).next();
        assertThat(ids.text()).hasSize(32).startsWith("0000000000000abc").isEqualTo(ids.text());
        assertThat(written(ids, false)).isEqualTo(ids.text());
        byte[] id = ids.text().getBytes(StandardCharsets.US_ASCII);
        assertThat(RequestIds.isWellFormedId(id, 0, id.length)).isTrue();
    }

    @Test
    void makesWellFormedTraceParents() {
        RequestIds ids = new RequestIds(0, 0);
        for (int i = 0; i < 1000; i++) {
            String value = written(ids.next(), true);
            assertThat(wellFormedTrace(value)).as(value).isTrue();
            assertThat(value).startsWith("00-" + ids.text() + "-").endsWith("-01");
            assertThat(value.substring(36, 52)).isNotEqualTo(value.substring(19, 35));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "0", "A.b_c-9", "----"})
    void keepsWellFormedIds(String id) {
        assertThat(wellFormedId(id)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a~", "a/b", "a,b", "é", "a\"", "{x}", "a\u0000"})
    void refusesOtherIds(String id) {
        assertThat(wellFormedId(id)).isFalse();
    }

    @Test
    void boundsIds() {
        assertThat(wellFormedId("x".repeat(128))).isTrue();
        assertThat(wellFormedId("x".repeat(129))).isFalse();
    }

    /** W3C Trace Context §3.2.2 and §4.3. */
    @ParameterizedTest
    @CsvSource({
        "00-" + TRACE + "-" + PARENT + "-01, true",
        "00-" + TRACE + "-" + PARENT + "-00, true",
        "00-" + TRACE + "-" + PARENT + "-ff, true",
        "01-" + TRACE + "-" + PARENT + "-01, true",
        "cc-" + TRACE + "-" + PARENT + "-01-what-comes, true",
        "00-" + TRACE + "-" + PARENT + "-01-what-comes, false",
        "cc-" + TRACE + "-" + PARENT + "-01x, false",
        "ff-" + TRACE + "-" + PARENT + "-01, false",
        "0-" + TRACE + "-" + PARENT + "-01, false",
        "00-00000000000000000000000000000000-" + PARENT + "-01, false",
        "00-" + TRACE + "-0000000000000000-01, false",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + PARENT + "-01, false",
        "00-" + TRACE + "-" + PARENT + "-0, false",
        "00-" + TRACE + "-" + PARENT + "-0x, false",
        "00-" + TRACE + "_" + PARENT + "-01, false",
        "00-g" + TRACE + "-" + PARENT + "-01, false",
        "'', false"
    })
    void knowsWellFormedTraceParents(String value, boolean wellFormed) {
        assertThat(wellFormedTrace(value)).isEqualTo(wellFormed);
    }

    private static boolean wellFormedId(String id) {
        byte[] bytes = ("  " + id + "~~").getBytes(StandardCharsets.ISO_8859_1);
        return RequestIds.isWellFormedId(bytes, 2, 2 + id.length());
    }

    private static boolean wellFormedTrace(String value) {
        byte[] bytes = ("  " + value + "--").getBytes(StandardCharsets.ISO_8859_1);
        return RequestIds.isWellFormedTraceParent(bytes, 2, 2 + value.length());
    }

    private static String written(RequestIds ids, boolean trace) {
        HeadWriter writer = new HeadWriter().begin();
        if (trace) {
            ids.writeTraceParent(writer);
        } else {
            ids.write(writer);
        }
        ByteBuf out = writer.finish(UnpooledByteBufAllocator.DEFAULT, 0);
        try {
            return out.toString(StandardCharsets.US_ASCII).stripTrailing();
        } finally {
            out.release();
        }
    }
}
