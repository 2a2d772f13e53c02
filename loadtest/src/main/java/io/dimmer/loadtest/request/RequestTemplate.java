package io.dimmer.loadtest.request;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The same request each time, but for the user and the number. What does not change is kept as bytes, so a request costs a
 * few copies and the digits. In the path, in values of headers and in the body <code>{user}</code> stands for the number of
 * the user and <code>{number}</code> for the one of the request. Immutable; any thread.
 */
public final class RequestTemplate implements RequestFactory {
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern TARGET = Pattern.compile("/[\\x21-\\x7e]*");
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e\\x80-\\xff\\t]*");

    private final String method;
    private final Text head;
    private final Optional<Text> body;
    private final Optional<Users> users;

    private RequestTemplate(String method, Text head, Optional<Text> body, Optional<Users> users) {
        this.method = method;
        this.head = head;
        this.body = body;
        this.users = users;
    }

    /** One header: name and value. */
    public record Header(String name, String value) {
        public Header {
            require("header name", TOKEN, name, "letters, digits and !#$%&'*+.^_`|~-");
            require("header " + name, VALUE, value, "one line of Latin-1 text");
        }

        boolean is(String other) {
            return name.toLowerCase(Locale.ROOT).equals(other);
        }
    }

    /**
     * Requests without a user and without a body.
     *
     * @param method GET for example
     * @param target path and query, beginning with a slash
     * @param headers in the order in which they are sent; {@code Host} must be among them
     */
    public static RequestTemplate of(String method, String target, List<Header> headers) {
        return new RequestTemplate(method, head(method, target, headers), Optional.empty(), Optional.empty());
    }

    /** The same with the number of the user as the value of one more header. */
    public static RequestTemplate of(
            String method, String target, List<Header> headers, String userHeader, Users users) {
        List<Header> all = new ArrayList<>(headers);
        all.add(new Header(userHeader, Text.USER));
        return of(method, target, all).by(users);
    }

    /** The same, sent by these users; a header that names them is among the others, or not wanted. */
    public RequestTemplate by(Users senders) {
        return new RequestTemplate(method, head, body, Optional.of(senders));
    }

    /** The same with a body of this text as UTF-8; its length is sent with it. */
    public RequestTemplate sending(String text) {
        return new RequestTemplate(method, head, Optional.of(Text.of(text, StandardCharsets.UTF_8)), users);
    }

    @Override
    public int write(long number, ByteBuf out) {
        int user = users.isPresent() ? users.get().user(number) : NOBODY;
        head.write(user, number, out);
        if (body.isPresent()) {
            Text text = body.get();
            out.writeCharSequence("\r\nContent-Length: ", StandardCharsets.ISO_8859_1);
            Text.writeDigits(text.length(user, number), out);
            endHead(out);
            text.write(user, number, out);
        } else {
            endHead(out);
        }
        return user;
    }

    @Override
    public String name(long number) {
        return NAMELESS;
    }

    @Override
    public boolean answerWithoutBody(long number) {
        return method.equals("HEAD");
    }

    private static void endHead(ByteBuf out) {
        out.writeInt('\r' << 24 | '\n' << 16 | '\r' << 8 | '\n');
    }

    private static Text head(String method, String target, List<Header> headers) {
        require("method", TOKEN, method, "a token, GET for example");
        require("path", TARGET, target, "a slash and printable ASCII without spaces");
        StringBuilder head =
                new StringBuilder(method).append(' ').append(target).append(" HTTP/1.1");
        for (Header header : headers) {
            if (header.is("content-length") || header.is("transfer-encoding")) {
                throw new IllegalArgumentException(
                        "header " + header.name() + ": found it, expected none: the length is that of the body");
            }
            head.append("\r\n").append(header.name()).append(": ").append(header.value());
        }
        return Text.of(head.toString(), StandardCharsets.ISO_8859_1);
    }

    private static void require(String name, Pattern pattern, String value, String expected) {
        if (!pattern.matcher(value).matches()) {
            throw new IllegalArgumentException(name + ": found '" + value + "', expected " + expected);
        }
    }
}
