package io.dimmer.wire;

import io.dimmer.exchange.Outcome;
import io.dimmer.exchange.RequestHead;
import io.dimmer.wire.head.HeadWriter;
import io.dimmer.wire.head.HeaderNames;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;

/**
 * An answer of our own: {@code application/problem+json} (RFC 9457), or plain text. It is never to be cached, for it
 * tells about one moment of one proxy.
 *
 * @param outcome why; it has a status
 * @param detail a sentence for people; names no address and no version to strangers
 * @param requestId of the request
 * @param plainText true where the client prefers it
 * @param bodiless true for HEAD: the head of the answer alone
 * @param close true when the connection closes after it
 * @param retryAfterSeconds for the statuses 429 and 503, ignored for others
 */
public record LocalReply(
        Outcome outcome,
        String detail,
        String requestId,
        boolean plainText,
        boolean bodiless,
        boolean close,
        int retryAfterSeconds) {
    private static final String TYPE = "urn:dimmer:problem:";
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;

    public LocalReply {
        if (outcome.status() == 0) {
            throw new IllegalArgumentException(
                    "outcome: found " + outcome.word() + ", expected one with a status of its own");
        }
    }

    /**
     * The whole answer as one buffer that the caller owns.
     *
     * @param date the field line {@code Date}, its end included
     * @param moreFields field lines to add, line ends included; may be empty
     */
    public ByteBuf write(HeadWriter writer, byte[] date, byte[] moreFields, ByteBufAllocator allocator) {
        byte[] body = (plainText ? text() : json()).getBytes(StandardCharsets.UTF_8);
        int status = outcome.status();
        writer.begin().statusLine(status, reason(status)).raw(date);
        writer.field(HeaderNames.CONTENT_TYPE, plainText ? "text/plain; charset=utf-8" : "application/problem+json");
        writer.field(HeaderNames.CONTENT_LENGTH, body.length);
        writer.field(HeaderNames.CACHE_CONTROL, "no-store");
        writer.field(HeaderNames.X_DIMMER_OUTCOME, outcome.word());
        writer.field(HeaderNames.X_REQUEST_ID, requestId);
        if (status == TOO_MANY_REQUESTS || status == UNAVAILABLE) {
            writer.field(HeaderNames.RETRY_AFTER, Math.max(1, retryAfterSeconds));
        }
        if (close) {
            writer.close();
        }
        ByteBuf out = writer.raw(moreFields).finish(allocator, bodiless ? 0 : body.length);
        return bodiless ? out : out.writeBytes(body);
    }

    /** True when the client's {@code Accept} puts {@code text/plain} before JSON (RFC 9110 §12.5.1). */
    public static boolean prefersPlainText(RequestHead head) {
        return AcceptPreference.prefersPlainText(head);
    }

    private String text() {
        return outcome.title() + "\n" + (detail.isEmpty() ? "" : detail + "\n") + "request " + requestId + "\n";
    }

    private String json() {
        StringBuilder json = new StringBuilder(256);
        json.append("{\"type\":\"").append(TYPE).append(outcome.word());
        quote(json.append("\",\"title\":"), outcome.title());
        json.append(",\"status\":").append(outcome.status());
        quote(json.append(",\"detail\":"), detail);
        quote(json.append(",\"requestId\":"), requestId);
        return json.append("}\n").toString();
    }

    /** A JSON string (RFC 8259 §7); a lone surrogate, which UTF-8 cannot carry, becomes a question mark there. */
    private static void quote(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 0xF, 16));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }

    /** The phrases of RFC 9110 §15. */
    private static String reason(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 404 -> "Not Found";
            case 408 -> "Request Timeout";
            case 413 -> "Content Too Large";
            case 414 -> "URI Too Long";
            case 429 -> "Too Many Requests";
            case 431 -> "Request Header Fields Too Large";
            case 500 -> "Internal Server Error";
            case 502 -> "Bad Gateway";
            case 503 -> "Service Unavailable";
            case 504 -> "Gateway Timeout";
            default -> "";
        };
    }
}
