package io.dimmer.wire.head;

import io.dimmer.exchange.HeaderName;

/** The header fields that the data plane itself reads or writes. */
public final class HeaderNames {
    public static final HeaderName ACCEPT = HeaderName.of("Accept");
    public static final HeaderName CACHE_CONTROL = HeaderName.of("Cache-Control");
    public static final HeaderName CONNECTION = HeaderName.of("Connection");
    public static final HeaderName CONTENT_LENGTH = HeaderName.of("Content-Length");
    public static final HeaderName CONTENT_TYPE = HeaderName.of("Content-Type");
    public static final HeaderName COOKIE = HeaderName.of("Cookie");
    public static final HeaderName EXPECT = HeaderName.of("Expect");
    public static final HeaderName FORWARDED = HeaderName.of("Forwarded");
    public static final HeaderName HOST = HeaderName.of("Host");
    public static final HeaderName MAX_FORWARDS = HeaderName.of("Max-Forwards");
    public static final HeaderName RETRY_AFTER = HeaderName.of("Retry-After");
    public static final HeaderName SET_COOKIE = HeaderName.of("Set-Cookie");
    public static final HeaderName TRACEPARENT = HeaderName.of("traceparent");
    public static final HeaderName TRACESTATE = HeaderName.of("tracestate");
    public static final HeaderName TRANSFER_ENCODING = HeaderName.of("Transfer-Encoding");
    public static final HeaderName UPGRADE = HeaderName.of("Upgrade");
    public static final HeaderName VIA = HeaderName.of("Via");
    public static final HeaderName X_FORWARDED_FOR = HeaderName.of("X-Forwarded-For");
    public static final HeaderName X_FORWARDED_HOST = HeaderName.of("X-Forwarded-Host");
    public static final HeaderName X_FORWARDED_PORT = HeaderName.of("X-Forwarded-Port");
    public static final HeaderName X_FORWARDED_PROTO = HeaderName.of("X-Forwarded-Proto");
    public static final HeaderName X_REQUEST_ID = HeaderName.of("X-Request-Id");
    public static final HeaderName X_DIMMER_ASSIGNED = HeaderName.of("X-Dimmer-Assigned");
    public static final HeaderName X_DIMMER_ATTEMPT = HeaderName.of("X-Dimmer-Attempt");
    public static final HeaderName X_DIMMER_KEY = HeaderName.of("X-Dimmer-Key");
    public static final HeaderName X_DIMMER_OUTCOME = HeaderName.of("X-Dimmer-Outcome");
    public static final HeaderName X_DIMMER_REASON = HeaderName.of("X-Dimmer-Reason");
    public static final HeaderName X_DIMMER_RUN = HeaderName.of("X-Dimmer-Run");
    public static final HeaderName X_DIMMER_SERVICE = HeaderName.of("X-Dimmer-Service");
    public static final HeaderName X_DIMMER_VERSION = HeaderName.of("X-Dimmer-Version");

    private HeaderNames() {}
}
