package io.dimmer.wire.head;

import io.dimmer.wire.grammar.Authority;
import io.dimmer.wire.grammar.Grammar;

/** The four forms of a request target (RFC 9112 §3.2), as spans of a head. */
final class RequestTarget {
    private static final String[] SCHEMES = {"http://", "https://"};

    private RequestTarget() {}

    /**
     * Reads the target, all of whose bytes are known to be {@link Grammar#TARGET}.
     *
     * @return what is wrong, empty when nothing is
     */
    static String read(Http1RequestHead head, int from, int to) {
        byte[] bytes = head.bytes;
        if (from == to) {
            return "The request target is empty";
        }
        if (head.isConnect()) {
            return authorityForm(head, from, to);
        }
        if (bytes[from] == '/') {
            path(head, from, to);
            return "";
        }
        if (bytes[from] == '*') {
            return asteriskForm(head, from, to);
        }
        return absoluteForm(head, from, to);
    }

    private static void path(Http1RequestHead head, int from, int to) {
        int question = Grammar.skip(head.bytes, from, to, Grammar.PATH);
        head.pathStart = from;
        head.pathEnd = question;
        head.queryStart = question < to ? question + 1 : question;
        head.queryEnd = to;
    }

    /** For CONNECT alone, with a port (RFC 9112 §3.2.3). */
    private static String authorityForm(Http1RequestHead head, int from, int to) {
        int hostEnd = Authority.hostEnd(head.bytes, from, to);
        if (hostEnd == Authority.INVALID || hostEnd >= to - 1) {
            return "The target of CONNECT is not a host and a port";
        }
        authority(head, from, hostEnd, to);
        path(head, to, to);
        return "";
    }

    /** For OPTIONS alone (RFC 9112 §3.2.4). */
    private static String asteriskForm(Http1RequestHead head, int from, int to) {
        if (to - from > 1 || !head.isMethod("OPTIONS")) {
            return "The request target is an asterisk, but the method is not OPTIONS";
        }
        head.pathStart = from;
        head.pathEnd = to;
        head.queryStart = to;
        head.queryEnd = to;
        return "";
    }

    /** Its authority takes the place of Host (RFC 9112 §3.2.2). */
    private static String absoluteForm(Http1RequestHead head, int from, int to) {
        byte[] bytes = head.bytes;
        int start = schemeEnd(bytes, from, to);
        int end = start;
        while (end < to && bytes[end] != '/' && bytes[end] != '?') {
            end++;
        }
        int hostEnd = start == from ? Authority.INVALID : Authority.hostEnd(bytes, start, end);
        if (hostEnd == Authority.INVALID || hostEnd == start) {
            return "The request target is neither a path nor a URL of http or https";
        }
        authority(head, start, hostEnd, end);
        path(head, end, to);
        if (head.pathEnd == head.pathStart) {
            int instead = end == to && head.isMethod("OPTIONS") ? HeadParser.ASTERISK : HeadParser.SLASH;
            head.pathStart = instead;
            head.pathEnd = instead + 1;
        }
        return "";
    }

    private static void authority(Http1RequestHead head, int from, int hostEnd, int to) {
        head.authorityStart = from;
        head.authorityEnd = to;
        head.hostStart = from;
        head.hostEnd = hostEnd;
    }

    private static int schemeEnd(byte[] bytes, int from, int to) {
        for (String scheme : SCHEMES) {
            if (Grammar.startsWith(bytes, from, to, scheme)) {
                return from + scheme.length();
            }
        }
        return from;
    }
}
