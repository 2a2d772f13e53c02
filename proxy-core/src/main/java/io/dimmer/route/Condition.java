package io.dimmer.route;

import io.dimmer.config.edge.ValueMatch;
import io.dimmer.exchange.CookieName;
import io.dimmer.exchange.HeaderName;
import io.dimmer.exchange.QueryName;
import io.dimmer.exchange.RequestHead;
import io.dimmer.exchange.Span;

/**
 * One thing that has to hold for the value of a header, query parameter or cookie. Of several values with the same
 * name the first counts. Query values are compared without their encoding. Immutable.
 */
interface Condition {
    /** True when it holds. */
    boolean holds(RequestHead head);

    /** On a header. */
    record OnHeader(HeaderName name, ValueTest test) implements Condition {
        OnHeader(String name, ValueMatch match) {
            this(HeaderName.of(name), ValueTest.of(match));
        }

        @Override
        public boolean holds(RequestHead head) {
            int field = head.find(name, 0);
            return field < 0
                    ? test.holdsWhenAbsent()
                    : test.holds(head.bytes(), head.valueStart(field), head.valueEnd(field));
        }
    }

    /** On a cookie. */
    record OnCookie(CookieName name, ValueTest test) implements Condition {
        OnCookie(String name, ValueMatch match) {
            this(CookieName.of(name), ValueTest.of(match));
        }

        @Override
        public boolean holds(RequestHead head) {
            long span = name.find(head);
            return span == Span.NONE
                    ? test.holdsWhenAbsent()
                    : test.holds(head.bytes(), Span.start(span), Span.end(span));
        }
    }

    /** On a query parameter. */
    record OnQuery(QueryName name, ValueTest test) implements Condition {
        OnQuery(String name, ValueMatch match) {
            this(QueryName.of(name), ValueTest.of(match));
        }

        @Override
        public boolean holds(RequestHead head) {
            long span = name.find(head);
            if (span == Span.NONE) {
                return test.holdsWhenAbsent();
            }
            int start = Span.start(span);
            int end = Span.end(span);
            if (QueryName.isPlain(head.bytes(), start, end)) {
                return test.holds(head.bytes(), start, end);
            }
            byte[] decoded = QueryName.decode(head.bytes(), start, end);
            return test.holds(decoded, 0, decoded.length);
        }
    }
}
