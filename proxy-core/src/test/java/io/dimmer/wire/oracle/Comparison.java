package io.dimmer.wire.oracle;

import io.dimmer.wire.head.AnswerTo;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Everything that must hold of one stream: we and the oracle understand it alike, however it arrives, and what we hand
 * on is to the oracle exactly those messages, with no trailer field that was not there. Not thread-safe.
 */
final class Comparison {
    private static final List<String> FORBIDDEN =
            List.of("content-length:", "content-type:", "transfer-encoding:", "host:", "x-dimmer-", "x-forwarded-");

    private final OurReader reader = new OurReader();
    private Reading last = new Reading(List.of(), false, "");

    /** How we read the last stream. */
    Reading last() {
        return last;
    }

    /**
     * Requests.
     *
     * @return what is not so, empty when all is
     */
    String requests(byte[] stream, Random pieces) {
        last = reader.requests(stream, pieces, stream.length + 1);
        Reading there = OracleReader.requests(stream);
        String problem = difference(last, there);
        if (problem.isEmpty()) {
            problem = handedOn(last, there, OracleReader.requests(bytes(last.forwarded())));
        }
        return problem.isEmpty() ? inPieces(last, reader.requests(stream, pieces, 1 + stream.length / 8)) : problem;
    }

    /** Answers to requests that are all of one kind; as {@link #requests}. */
    String answers(byte[] stream, Random pieces, AnswerTo answerTo) {
        last = reader.answers(stream, pieces, stream.length + 1, answerTo);
        Reading there = OracleReader.answers(stream, answerTo);
        String problem = difference(last, there);
        if (problem.isEmpty()) {
            problem = handedOn(last, there, OracleReader.answers(bytes(last.forwarded()), answerTo));
        }
        return problem.isEmpty()
                ? inPieces(last, reader.answers(stream, pieces, 1 + stream.length / 8, answerTo))
                : problem;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A refusal may come earlier or later within a message; what is complete is the same. */
    private static String inPieces(Reading whole, Reading pieces) {
        List<Message> here = complete(whole);
        List<Message> there = complete(pieces);
        return here.equals(there) ? "" : "in pieces " + there + " instead of " + here;
    }

    private static List<Message> complete(Reading reading) {
        return reading.messages().stream().filter(Message::complete).toList();
    }

    /** Empty when every message of ours is one of theirs, at the same place and with the same meaning. */
    static String difference(Reading ours, Reading theirs) {
        List<Message> here = ours.messages();
        for (int i = 0; i < here.size(); i++) {
            if (i >= theirs.messages().size()) {
                return "message " + i + " is not there: " + here.get(i);
            }
            String problem = difference(here.get(i), theirs.messages().get(i), ours.refused());
            if (!problem.isEmpty()) {
                return problem;
            }
        }
        return "";
    }

    private static String difference(Message mine, Message other, boolean refused) {
        if (!mine.start().equals(other.start()) || !fields(mine).equals(fields(other))) {
            return "heads differ: " + mine + " and " + other;
        }
        if (mine.complete() && !mine.payload().equals(other.payload())) {
            return "payloads differ: " + mine + " and " + other;
        }
        if (!mine.complete() && !refused && !other.payload().startsWith(mine.payload())) {
            return "payloads differ: " + mine + " and " + other;
        }
        return "";
    }

    /** The oracle takes Transfer-Encoding out of some answers; what it means there, the payload tells. */
    private static List<String> fields(Message message) {
        return message.start().startsWith("HTTP/")
                ? message.fields().stream()
                        .filter(field -> !field.toLowerCase(Locale.ROOT).startsWith("transfer-encoding:"))
                        .toList()
                : message.fields();
    }

    /** What the oracle makes of our bytes is what we understood, and of its trailers some that it saw before. */
    private static String handedOn(Reading ours, Reading before, Reading after) {
        if (after.refused() || after.messages().size() != ours.messages().size()) {
            return "handed on " + after.messages() + (after.refused() ? ", refused" : "");
        }
        for (int i = 0; i < ours.messages().size(); i++) {
            Message mine = ours.messages().get(i);
            Message other = after.messages().get(i);
            if (!mine.payload().equals(other.payload())) {
                return "handed on another payload: " + other + " for " + mine;
            }
            if (mine.complete()
                    && !isPartOf(other.trailers(), before.messages().get(i).trailers())) {
                return "handed on other trailers: " + other;
            }
        }
        return "";
    }

    /** True when they are among those, in their order, and none of them frames or routes. */
    private static boolean isPartOf(List<String> some, List<String> all) {
        int at = 0;
        for (String each : some) {
            while (at < all.size() && !all.get(at).equals(each)) {
                at++;
            }
            String name = each.toLowerCase(Locale.ROOT);
            boolean forbidden = FORBIDDEN.stream().anyMatch(name::startsWith);
            if (at++ == all.size() || forbidden) {
                return false;
            }
        }
        return true;
    }
}
