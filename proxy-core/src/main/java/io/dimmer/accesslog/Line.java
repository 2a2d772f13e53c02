package io.dimmer.accesslog;

import io.dimmer.exchange.AssignmentReason;
import io.dimmer.exchange.Exchange;
import io.dimmer.exchange.Outcome;
import io.dimmer.exchange.RequestHead;
import io.dimmer.exchange.RequestName;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The facts of one request, copied; used again and again. Belongs to its event loop until it is handed over, then to the
 * writer until that is done with it.
 */
final class Line {
    private static final int MOST_METHOD = 32;
    private static final int MOST_HOST = 255;
    private static final int MOST_PATH = 1024;
    private static final int MOST_ID = 128;

    /** Method, host, path and id, one after the other. */
    private byte[] text = new byte[256];

    private int methodEnd;
    private int hostEnd;
    private int pathEnd;
    private int idEnd;
    private boolean cut;

    int route;
    int service;
    int version;
    int status;
    boolean keyed;
    boolean run;
    boolean sampled;
    long keyHash;
    long startNanos;
    long endNanos;
    long upstreamNanos;
    long bytes;

    @Nullable AssignmentReason reason;

    @Nullable Outcome outcome;

    @Nullable InetAddress client;

    /** The request, while its head can be read; what is too long is cut. */
    void request(RequestHead head) {
        cut = false;
        methodEnd = copy(head, head.methodStart(), head.methodEnd(), MOST_METHOD, 0);
        hostEnd = copy(head, head.hostStart(), head.hostEnd(), MOST_HOST, methodEnd);
        pathEnd = copy(head, head.pathStart(), head.pathEnd(), MOST_PATH, hostEnd);
        idEnd = pathEnd;
    }

    private int copy(RequestHead head, int start, int end, int most, int at) {
        int length = Math.min(end - start, most);
        cut |= end - start > most;
        reserve(at + length);
        System.arraycopy(head.bytes(), start, text, at, length);
        return at + length;
    }

    private void reserve(int length) {
        if (text.length < length) {
            text = Arrays.copyOf(text, Math.max(length, 2 * text.length));
        }
    }

    /** How it ended. */
    void ended(Exchange exchange) {
        RequestName name = exchange.name();
        if (name != null) {
            reserve(pathEnd + MOST_ID);
            idEnd = pathEnd + name.copyTo(text, pathEnd);
        }
        route = exchange.route();
        service = exchange.service();
        version = exchange.version();
        status = exchange.status();
        keyed = exchange.keySource() != Exchange.NONE;
        keyHash = exchange.keyHash();
        run = exchange.isRun();
        startNanos = exchange.startNanos();
        endNanos = exchange.endNanos();
        boolean answered = exchange.headNanos() != 0 && exchange.judgedFromNanos() != 0;
        upstreamNanos = answered ? exchange.headNanos() - exchange.judgedFromNanos() : -1;
        bytes = exchange.answerBytes();
        reason = exchange.reason();
        outcome = exchange.outcome();
        client = exchange.client();
    }

    String method() {
        return text(0, methodEnd);
    }

    String host() {
        return text(methodEnd, hostEnd);
    }

    String path() {
        return text(hostEnd, pathEnd);
    }

    String id() {
        return text(pathEnd, idEnd);
    }

    /** True when a part of it was too long. */
    boolean isCut() {
        return cut;
    }

    private String text(int start, int end) {
        return new String(text, start, end - start, StandardCharsets.ISO_8859_1);
    }
}
