package io.dimmer.wire.head;

import static org.assertj.core.api.Assertions.assertThat;

import io.dimmer.exchange.HeaderName;
import io.dimmer.exchange.TextHead;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeaderSetTest {
    private final HeaderSet set = HeaderSet.of(List.of(HeaderName.of("Via"), HeaderName.of("X-Forwarded-For")));

    private static TextHead head(String... names) {
        return TextHead.of(
                "GET",
                "/",
                "",
                List.of(names).stream().map(name -> Map.entry(name, "v")).toList());
    }

    @Test
    void findsNamesInAnyCase() {
        TextHead head = head("x-forwarded-FOR", "VIA", "Other");
        assertThat(set.indexOf(head, 0)).isEqualTo(1);
        assertThat(set.indexOf(head, 1)).isZero();
        assertThat(set.indexOf(head, 2)).isEqualTo(HeaderSet.NONE);
        assertThat(set.isIn(head)).isTrue();
    }

    @Test
    void passesOverNamesThatOnlyLookAlike() {
        assertThat(set.isIn(head("X-Forwarded-Fo", "X-Forwarded-Fors", "Vi", "aVi")))
                .isFalse();
        HeaderSet colliding = HeaderSet.of(List.of(HeaderName.of("x-ab")));
        assertThat(colliding.isIn(head("x-bC", "x-ac"))).isFalse();
        assertThat(colliding.isIn(head("X-AB"))).isTrue();
    }
}
