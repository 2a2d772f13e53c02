package io.dimmer.loadtest.request;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The same request each time, but for the user. What does not change is kept as bytes, so a request costs two copies and
 * the digits of its user. Immutable; any thread.
 */
public final class RequestTemplate implements RequestFactory {
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern TARGET = Pattern.compile("/[\\x21-\\x7e]*");
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e\\x80-\\xff\\t]*");
    private static final byte[] END = "\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

    private final String method;
    private final byte[] start;
    private final Optional<Users> users;

    private RequestTemplate(String method, String head, Optional<Users> users) {
        this.method = method;
        this.start = head.getBytes(StandardCharsets.ISO_8859_1);
        this.users = users;
    }

    /** One header: name and value. */
    public record Header(String name, String value) {
        public Header {
            require("header name", TOKEN, name, "letters, digits and !#$%&'*+.^_`|~-");
            require("header " + name, VALUE, value, "one line of Latin-1 text");
        }
    }

    /**
     * Requests without a user.
     *
     * @param method a method without a body, GET for example
     * @param target path and query, beginning with a slash
     * @param headers in the order in which they are sent; {@code Host} must be among them
     */
    public static RequestTemplate of(String method, String target, List<Header> headers) {
        return new RequestTemplate(method, head(method, target, headers), Optional.empty());
    }

    /** The same with the number of the user as the value of one more header. */
    public static RequestTemplate of(
            String method, String target, List<Header> headers, String userHeader, Users users) {
        List<Header> all = new ArrayList<>(headers);
        all.add(new Header(userHeader, ""));
        return new RequestTemplate(method, head(method, target, all), Optional.of(users));
    }

    @Override
    public int write(long number, ByteBuf out) {
        out.writeBytes(start);
        int user = users.isPresent() ? users.get().user(number) : NOBODY;
        if (user != NOBODY) {
            writeDigits(user, out);
        }
        out.writeBytes(END);
        return user;
    }

    @Override
    public boolean answersWithoutBody() {
        return method.equals("HEAD");
    }

    private static String head(String method, String target, List<Header> headers) {
        require("method", TOKEN, method, "a token, GET for example");
        require("path", TARGET, target, "a slash and printable ASCII without spaces");
        StringBuilder head =
                new StringBuilder(method).append(' ').append(target).append(" HTTP/1.1");
        for (Header header : headers) {
            head.append("\r\n").append(header.name()).append(": ").append(header.value());
        }
        return head.toString();
    }

    private static void writeDigits(int number, ByteBuf out) {
        int unit = 1;
        while (number / unit >= 10) {
            unit *= 10;
        }
        for (; unit > 0; unit /= 10) {
            out.writeByte('0' + number / unit % 10);
        }
    }

    private static void require(String name, Pattern pattern, String value, String expected) {
        if (!pattern.matcher(value).matches()) {
            throw new IllegalArgumentException(name + ": found '" + value + "', expected " + expected);
        }
    }
}
