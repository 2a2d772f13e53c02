package io.dimmer.wire.head;

import io.dimmer.exchange.HeaderName;
import io.dimmer.wire.grammar.Grammar;
import io.dimmer.wire.grammar.KnownField;

/**
 * Reads {@code Connection} and {@code Upgrade}, and takes away what Connection names (RFC 9110 §7.6.1).
 *
 * <p>A field that is meant for every recipient, named in Connection, is refused. The section leaves no other reading: a
 * proxy must take away what is named, a sender must not name such a field, and each half of that rule, followed alone,
 * lets a client choose what the service behind us gets to see: no {@code X-Forwarded-For}, or no {@code Host}.
 */
final class HopByHop {
    private static final int MAX_OPTIONS = 32;

    private final HeadFields fields;
    private int options;
    private boolean close;
    private boolean keepAlive;
    private boolean upgrade;

    HopByHop(HeadFields fields) {
        this.fields = fields;
    }

    /**
     * Reads all Connection fields and decides about the connection (RFC 9112 §9.3).
     *
     * @param first the first such field, or {@link HeadParser#NONE}
     * @return what is wrong, empty when nothing is
     */
    String connection(int first) {
        options = 0;
        close = false;
        keepAlive = false;
        upgrade = false;
        String problem = "";
        for (int i = first; i != HeadParser.NONE && problem.isEmpty(); i = next(HeaderNames.CONNECTION, i + 1)) {
            problem = options(fields.valueStart[i], fields.valueEnd[i]);
        }
        fields.keepAlive = !close && (fields.version11 || keepAlive);
        return problem;
    }

    /** Finds the first protocol offered that we would carry on; call it after {@link #connection}. */
    void upgrade(int first) {
        if (!upgrade || !fields.version11) {
            return;
        }
        for (int i = first; i != HeadParser.NONE && !fields.isUpgrade(); i = next(HeaderNames.UPGRADE, i + 1)) {
            firstProtocol(fields.valueStart[i], fields.valueEnd[i]);
        }
    }

    private int next(HeaderName name, int from) {
        for (int i = from; i < fields.count; i++) {
            if (fields.isNamed(i, name)) {
                return i;
            }
        }
        return HeadParser.NONE;
    }

    private String options(int from, int to) {
        byte[] bytes = fields.bytes;
        int at = from;
        while (at < to) {
            int end = Grammar.skip(bytes, at, to, Grammar.TOKEN);
            String problem = end > at ? option(at, end) : "";
            if (!problem.isEmpty()) {
                return problem;
            }
            at = skipBlanks(bytes, end, to);
            if (at < to && bytes[at] != ',') {
                return "Connection is not a list of names";
            }
            at = skipBlanks(bytes, at + 1, to);
        }
        return "";
    }

    private static int skipBlanks(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && Grammar.isBlank(bytes[at])) {
            at++;
        }
        return at;
    }

    private String option(int from, int to) {
        byte[] bytes = fields.bytes;
        if (++options > MAX_OPTIONS) {
            return "Connection names too many fields";
        }
        if (Grammar.isWord(bytes, from, to, "keep-alive")) {
            keepAlive = true;
        } else if (Grammar.isWord(bytes, from, to, "close")) {
            close = true;
        } else if (Grammar.isWord(bytes, from, to, "upgrade")) {
            upgrade = true;
        } else {
            return nominated(from, to);
        }
        return "";
    }

    private String nominated(int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = HeaderName.hash(hash, Grammar.lowerToken(fields.bytes[i]));
        }
        KnownField known = KnownField.of(fields.bytes, from, to, hash);
        if (known.isForEveryRecipient()) {
            return "Connection names a field that is meant for every recipient";
        }
        fields.keepsTrailers &= !known.passesOn();
        for (int i = 0; i < fields.count; i++) {
            if (fields.nameHash[i] == hash && sameName(i, from, to)) {
                fields.passes[i] = false;
            }
        }
        return "";
    }

    private boolean sameName(int field, int from, int to) {
        byte[] bytes = fields.bytes;
        int start = fields.nameStart[field];
        if (fields.nameEnd[field] - start != to - from) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (HeaderName.lowerCase(bytes[start + i - from]) != HeaderName.lowerCase(bytes[i])) {
                return false;
            }
        }
        return true;
    }

    /** {@code protocol-name [ "/" protocol-version ]} (RFC 9110 §7.8); HTTP itself is never offered on. */
    private void firstProtocol(int from, int to) {
        byte[] bytes = fields.bytes;
        int at = from;
        while (at < to) {
            int name = Grammar.skip(bytes, at, to, Grammar.TOKEN);
            int end = name < to && bytes[name] == '/' ? Grammar.skip(bytes, name + 1, to, Grammar.TOKEN) : name;
            int next = skipBlanks(bytes, end, to);
            if (next < to && bytes[next] != ',') {
                return;
            }
            if (name > at && end != name + 1 && !isHttp(at, name)) {
                fields.upgradeStart = at;
                fields.upgradeEnd = end;
                return;
            }
            at = skipBlanks(bytes, next + 1, to);
        }
    }

    private boolean isHttp(int from, int to) {
        byte[] bytes = fields.bytes;
        return Grammar.startsWith(bytes, from, to, "h2")
                || Grammar.startsWith(bytes, from, to, "h3")
                || Grammar.isWord(bytes, from, to, "http");
    }
}
