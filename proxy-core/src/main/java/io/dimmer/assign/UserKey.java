package io.dimmer.assign;

import io.dimmer.assign.hash.Xxh64;
import io.dimmer.config.service.KeySource;
import io.dimmer.config.service.StickySpec;
import io.dimmer.exchange.CookieName;
import io.dimmer.exchange.Exchange;
import io.dimmer.exchange.HeaderName;
import io.dimmer.exchange.RequestHead;
import io.dimmer.exchange.Span;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Finds the key of a user: the first of a service's sources that a request has. The value alone is hashed, so the same
 * id in a header and in a cookie is the same user. An empty value is no key, nor is one above {@value #LONGEST} bytes:
 * then the next source is asked.
 *
 * <p>Immutable, any thread; allocates nothing.
 */
final class UserKey {
    /** Bytes of the longest key. */
    static final int LONGEST = 1_024;

    private final List<Source> sources;
    private final List<String> labels;
    private final long seed;

    private UserKey(StickySpec sticky) {
        this.sources = sticky.by().stream().map(UserKey::source).toList();
        this.labels = sticky.by().stream().map(UserKey::label).toList();
        this.seed = Xxh64.hash(sticky.seed().getBytes(StandardCharsets.UTF_8), 0);
    }

    static UserKey of(StickySpec sticky) {
        return new UserKey(sticky);
    }

    /** Writes source and hash into the exchange, or leaves them as they are when it has no key. */
    void find(Exchange exchange, AssignLoop loop) {
        RequestHead head = exchange.head();
        for (int i = 0; i < sources.size(); i++) {
            Source source = sources.get(i);
            byte[] bytes = source.bytes(head, loop);
            long span = source.find(head, exchange.client(), loop);
            int start = Span.start(span);
            int length = Span.end(span) - start;
            if (span != Span.NONE && length > 0 && length <= LONGEST) {
                exchange.keyed(i, Xxh64.hash(bytes, start, start + length, seed));
                return;
            }
        }
    }

    /** The hash of a key that is known. */
    long hash(String key) {
        return Xxh64.hash(key.getBytes(StandardCharsets.UTF_8), seed);
    }

    /** {@code header X-User-Id}, {@code cookie uid}, {@code clientAddress}, or {@code none}. */
    String label(int source) {
        return source == Exchange.NONE ? "none" : labels.get(source);
    }

    private static String label(KeySource source) {
        return switch (source.kind()) {
            case HEADER -> "header " + source.name();
            case COOKIE -> "cookie " + source.name();
            case CLIENT_ADDRESS -> "clientAddress";
        };
    }

    private static Source source(KeySource source) {
        return switch (source.kind()) {
            case HEADER -> new Header(HeaderName.of(source.name()));
            case COOKIE -> new Cookie(CookieName.of(source.name()));
            case CLIENT_ADDRESS -> new Client();
        };
    }

    /** One place to look at. */
    private interface Source {
        /** The {@link Span} of the value, or {@link Span#NONE}. */
        long find(RequestHead head, InetAddress client, AssignLoop loop);

        /** What the span points into. */
        default byte[] bytes(RequestHead head, AssignLoop loop) {
            return head.bytes();
        }
    }

    private record Header(HeaderName name) implements Source {
        @Override
        public long find(RequestHead head, InetAddress client, AssignLoop loop) {
            int field = head.find(name, 0);
            return field < 0 ? Span.NONE : Span.of(head.valueStart(field), head.valueEnd(field));
        }
    }

    private record Cookie(CookieName name) implements Source {
        @Override
        public long find(RequestHead head, InetAddress client, AssignLoop loop) {
            return name.find(head);
        }
    }

    private record Client() implements Source {
        @Override
        public long find(RequestHead head, InetAddress client, AssignLoop loop) {
            return Span.of(0, AddressKey.write(client, loop.scratch()));
        }

        @Override
        public byte[] bytes(RequestHead head, AssignLoop loop) {
            return loop.scratch();
        }
    }
}
