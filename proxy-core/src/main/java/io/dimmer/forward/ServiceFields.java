package io.dimmer.forward;

import io.dimmer.config.service.Expose;
import io.dimmer.config.service.ServiceSpec;
import io.dimmer.config.value.VersionName;
import io.dimmer.exchange.AssignmentReason;
import io.dimmer.exchange.Exchange;
import io.dimmer.exchange.HeaderName;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The field lines that one service's decisions become, made once for a snapshot, so that a request copies bytes and
 * formats nothing. Immutable, any thread.
 */
public final class ServiceFields {
    private final Expose expose;
    private final HeaderName forceHeader;
    private final boolean forceHeaderOurs;
    private final boolean passOn;
    private final Optional<ForceCookie> forceCookie;
    private final List<Map<AssignmentReason, byte[]>> toUpstream;
    private final List<Map<AssignmentReason, byte[]>> toClient;
    private final byte[][] keys;
    private final byte[] clearCookie;

    private ServiceFields(ServiceSpec service, List<VersionName> versions, List<String> keyLabels, String clearCookie) {
        this.expose = service.expose();
        this.forceHeader = HeaderName.of(service.force().header());
        this.forceHeaderOurs = service.force().header().toLowerCase(Locale.ROOT).startsWith("x-dimmer-");
        this.passOn = service.force().passOn();
        this.forceCookie = service.force().cookie().map(ForceCookie::new);
        this.clearCookie = clearCookie.isEmpty() ? new byte[0] : line("Set-Cookie", clearCookie);
        this.keys = keyLabels.stream().map(label -> line("X-Dimmer-Key", label)).toArray(byte[][]::new);
        this.toUpstream = versions.stream()
                .map(version -> forEach(reason -> toUpstream(service, version, reason)))
                .toList();
        this.toClient = versions.stream()
                .map(version -> forEach(reason -> toClient(version, reason)))
                .toList();
    }

    /**
     * Makes them.
     *
     * @param versions in the order of the service's split
     * @param keyLabels what {@code X-Dimmer-Key} says: first for no key, then for each key source
     * @param clearCookie value of the {@code Set-Cookie} that takes a stale force cookie away; empty without such cookie
     */
    public static ServiceFields of(
            ServiceSpec service, List<VersionName> versions, List<String> keyLabels, String clearCookie) {
        return new ServiceFields(service, versions, keyLabels, clearCookie);
    }

    private static Map<AssignmentReason, byte[]> forEach(Function<AssignmentReason, byte[]> lines) {
        Map<AssignmentReason, byte[]> all = new EnumMap<>(AssignmentReason.class);
        for (AssignmentReason reason : AssignmentReason.values()) {
            all.put(reason, lines.apply(reason));
        }
        return all;
    }

    private static byte[] toUpstream(ServiceSpec service, VersionName version, AssignmentReason reason) {
        return join(
                line("X-Dimmer-Service", service.name().text()),
                line("X-Dimmer-Assigned", version.text()),
                line("X-Dimmer-Reason", reason.word()),
                line("X-Dimmer-Attempt", "1"));
    }

    private static byte[] toClient(VersionName version, AssignmentReason reason) {
        return join(line("X-Dimmer-Version", version.text()), line("X-Dimmer-Reason", reason.word()));
    }

    private static byte[] line(String name, String value) {
        return (name + ": " + value + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] join(byte[]... lines) {
        StringBuilder all = new StringBuilder();
        for (byte[] line : lines) {
            all.append(new String(line, StandardCharsets.ISO_8859_1));
        }
        return all.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** What was decided, for the upstream: service, version, reason and attempt. */
    byte[] toUpstream(Exchange exchange) {
        return of(toUpstream, exchange);
    }

    /** True when this client may see what was decided. */
    boolean isExposed(Exchange exchange) {
        return expose == Expose.EVERYONE || (expose == Expose.FORCERS && exchange.isForcer());
    }

    /** Version and reason, for the client. */
    byte[] toClient(Exchange exchange) {
        return of(toClient, exchange);
    }

    private static byte[] of(List<Map<AssignmentReason, byte[]>> lines, Exchange exchange) {
        AssignmentReason reason = exchange.reason();
        byte[] found =
                reason == null ? null : lines.get(exchange.versionIndex()).get(reason);
        if (found == null) {
            throw new IllegalStateException("an exchange without a version has no such fields");
        }
        return found;
    }

    /** Which key decided, for the client; never its value. */
    byte[] key(Exchange exchange) {
        return keys[exchange.keySource() + 1];
    }

    /** What an answer of our own shows of the decision, where there is one and this client may see it. */
    public byte[] onLocalReply(Exchange exchange) {
        byte[] clear = exchange.isForceCookieStale() ? clearCookie : new byte[0];
        if (exchange.versionIndex() == Exchange.NONE || !isExposed(exchange)) {
            return clear;
        }
        return join(toClient(exchange), key(exchange), clear);
    }

    /** Takes a stale force cookie away. */
    byte[] clearCookie() {
        return clearCookie;
    }

    /** The header that forces a version; it does not pass. */
    HeaderName forceHeader() {
        return forceHeader;
    }

    /** True when its name is one of ours, none of which passes anyway. */
    boolean isForceHeaderOurs() {
        return forceHeaderOurs;
    }

    /** True when what forces a version, and what marks a load test, is handed on to the upstream. */
    boolean isPassedOn() {
        return passOn;
    }

    /** The cookie that forces a version, if there is one. */
    Optional<ForceCookie> forceCookie() {
        return forceCookie;
    }
}
